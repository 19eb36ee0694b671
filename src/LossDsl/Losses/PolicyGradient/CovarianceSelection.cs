namespace LossDsl;

/// <summary>
/// Tokens whose advantage and log-probability vary together the most: they drive the entropy down (arXiv:2505.22617). Selected
/// over the whole step, before it is cut into microbatches, for <c>covariance_tokens</c>.
/// </summary>
/// <remarks>
/// <code>
/// cov = (A - mean(A)) * (y - mean(y))       means over the tokens that count
/// </code>
/// The paper draws Clip-Cov's tokens at random among the candidates; here those of greatest covariance are taken, so that a step
/// gives the same numbers each time.
/// </remarks>
public static class CovarianceSelection
{
    /// <summary>The covariance of each token; 0 where the token is absent.</summary>
    /// <param name="advantages">The advantage of each token. Shape <c>[B, N]</c>.</param>
    /// <param name="logprobs">Its log-probability in nats. The same shape.</param>
    /// <param name="mask">Which tokens count: 0 means absent. The same shape.</param>
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

    /// <summary>The share of the tokens with the greatest covariance, at least one (KL-Cov).</summary>
    /// <param name="advantages">The advantage of each token. Shape <c>[B, N]</c>.</param>
    /// <param name="logprobs">Its log-probability in nats. The same shape.</param>
    /// <param name="mask">Which tokens count: 0 means absent. The same shape.</param>
    /// <param name="fraction">The share of the tokens that count, between 0 and 1.</param>
    /// <returns>1 where a token is selected, else 0. The same shape.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the fraction is out of its range.</exception>
    public static Tensor SelectGreatest(Tensor advantages, Tensor logprobs, Tensor mask, double fraction)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        return Greatest(ComputeCovariance(advantages, logprobs, mask), mask != Scalars.Zero, mask, fraction).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Of the tokens whose covariance lies strictly between two bounds, those with the greatest, at most a share of all tokens
    /// (Clip-Cov).
    /// </summary>
    /// <inheritdoc cref="SelectGreatest"/>
    /// <param name="advantages">The advantage of each token. Shape <c>[B, N]</c>.</param>
    /// <param name="logprobs">Its log-probability in nats. The same shape.</param>
    /// <param name="mask">Which tokens count: 0 means absent. The same shape.</param>
    /// <param name="lower">The lower bound.</param>
    /// <param name="upper">The upper bound.</param>
    /// <param name="fraction">The share of the tokens that count, between 0 and 1; 1 for all candidates.</param>
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
