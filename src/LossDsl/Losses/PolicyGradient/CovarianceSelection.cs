namespace LossDsl;

/// <summary>
/// Selects tokens with a large covariance of advantage and log-probability, which reduce the entropy most (arXiv:2505.22617). Select
/// over the whole step, before it is split into microbatches, and pass the result as <c>covariance_tokens</c>.
/// </summary>
/// <remarks>
/// <code>
/// cov = (A - mean(A)) * (y - mean(y))       means over the unmasked tokens
/// </code>
/// The paper draws Clip-Cov's tokens at random among the candidates. Here the candidates with the largest covariance are taken, so that
/// a step is reproducible.
/// </remarks>
public static class CovarianceSelection
{
    /// <summary>The covariance of each token; 0 where masked. Shape <c>[B, N]</c>.</summary>
    /// <param name="advantages">The advantage of each token. Shape <c>[B, N]</c>.</param>
    /// <param name="logprobs">The log-probability of each token, in nats. Shape <c>[B, N]</c>.</param>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor ComputeCovariance(Tensor advantages, Tensor logprobs, Tensor mask)
    {
        Check(advantages, logprobs, mask);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var dtype = Precision.Resolve(advantages, logprobs);
        var absent = mask == Scalars.Zero;
        var counts = absent.logical_not().to(dtype);
        var (a, y) = (Centered(advantages), Centered(logprobs));
        return Masked.Fill(a * y, absent).MoveToOuterDisposeScope();

        Tensor Centered(Tensor values)
        {
            var present = Masked.Fill(values.to(dtype), absent);
            return present - present.sum() / (counts.sum() + Scalars.Epsilon);
        }
    }

    /// <summary>KL-Cov: selects a fraction of the tokens, at least one, with the largest covariance.</summary>
    /// <param name="advantages">The advantage of each token. Shape <c>[B, N]</c>.</param>
    /// <param name="logprobs">The log-probability of each token, in nats. Shape <c>[B, N]</c>.</param>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <param name="fraction">The fraction of the unmasked tokens to select, between 0 and 1.</param>
    /// <returns>1 where a token is selected, else 0. Shape <c>[B, N]</c>.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the fraction is out of range.</exception>
    public static Tensor SelectGreatest(Tensor advantages, Tensor logprobs, Tensor mask, double fraction)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        return Greatest(ComputeCovariance(advantages, logprobs, mask), mask != Scalars.Zero, mask, fraction).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Clip-Cov: selects tokens whose covariance is strictly between two bounds; those with the largest covariance, if they are more than a
    /// fraction of all tokens.
    /// </summary>
    /// <inheritdoc cref="SelectGreatest"/>
    /// <param name="advantages">The advantage of each token. Shape <c>[B, N]</c>.</param>
    /// <param name="logprobs">The log-probability of each token, in nats. Shape <c>[B, N]</c>.</param>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <param name="lower">The lower bound of the covariance.</param>
    /// <param name="upper">The upper bound of the covariance.</param>
    /// <param name="fraction">The maximum fraction of the unmasked tokens to select, between 0 and 1; 1 to select all candidates.</param>
    public static Tensor SelectBetween(Tensor advantages, Tensor logprobs, Tensor mask, double lower, double upper, double fraction = 1)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var covariance = ComputeCovariance(advantages, logprobs, mask);
        using var least = lower.ToScalar();
        using var most = upper.ToScalar();
        var isCandidate = (covariance > least).logical_and(covariance < most).logical_and(mask != Scalars.Zero);
        return Greatest(covariance, isCandidate, mask, fraction).MoveToOuterDisposeScope();
    }

    private static Tensor Greatest(Tensor covariance, Tensor isCandidate, Tensor mask, double fraction)
    {
        if (!(fraction is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "expected a share between 0 and 1");
        var counts = DeviceTransfer.ReadIntegers(stack([(mask != Scalars.Zero).sum(), isCandidate.sum()]));
        var (tokens, candidates) = (counts[0], counts[1]);
        var count = Math.Min(Math.Max(1, (long)(fraction * tokens)), candidates);
        using var excluded = double.NegativeInfinity.ToScalar();
        var (_, places) = covariance.masked_fill(isCandidate.logical_not(), excluded).view(-1).topk((int)count);
        var selected = zeros(covariance.numel(), dtype: covariance.dtype, device: covariance.device);
        selected.index_fill_(0, places, Scalars.One);
        return selected.view(covariance.shape);
    }

    private static void Check(Tensor advantages, Tensor logprobs, Tensor mask)
    {
        ArgumentNullException.ThrowIfNull(advantages);
        ArgumentNullException.ThrowIfNull(logprobs);
        ArgumentNullException.ThrowIfNull(mask);
        logprobs.RequireShapeOf(advantages, nameof(logprobs), nameof(advantages));
        mask.RequireShapeOf(advantages, nameof(mask), nameof(advantages));
    }
}
