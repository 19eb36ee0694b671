namespace LossDsl;

/// <summary>What logits over a part of the vocabulary say, and how the parts become log-probabilities.</summary>
/// <remarks>
/// <code>
/// lse = log(sum over ranks of exp(lse_r))       lse_r = logsumexp(x_r)      over the columns of rank r
/// y   = x[id] - lse                             x[id] from the rank that holds the column
/// dx_r[j] = g * ((id == begin_r + j) - exp(x_r[j] - lse))
/// </code>
/// One collective forward, none backward: every rank computes the same loss, so it knows <c>g</c>.
/// </remarks>
/// <param name="Ids">The tokens that come, in this rank's own numbering; any where it does not hold them.</param>
/// <param name="IsHeld">Where this rank holds the column of the token that comes.</param>
internal sealed record ShardScores(Tensor Ids, Tensor IsHeld)
{
    /// <summary>Finds which tokens this rank holds.</summary>
    /// <param name="ids">The tokens that come, shape <c>[..]</c>.</param>
    /// <param name="absent">Which are masked: bool, shape <c>[..]</c>.</param>
    /// <param name="share">The rank's columns.</param>
    public static ShardScores Create(Tensor ids, Tensor absent, VocabShard share)
    {
        using var length = share.Length.ToScalar();
        var own = ids.to(int64) - tensor(share.Begin, device: ids.device);
        var held = (own > Scalars.MinusOne).logical_and(own < length).logical_and(absent.logical_not());
        return new ShardScores(Masked.Fill(own, held.logical_not()), held);
    }

    /// <summary>This rank's part: its log-sum-exp, the logit of the token that comes, and 1 where it holds that.</summary>
    /// <param name="logits">Shape <c>[.., V_r]</c>.</param>
    /// <param name="absent">Which are masked. Nothing of their logits is looked at.</param>
    /// <param name="dtype">The type to compute in.</param>
    /// <returns>float64, shape <c>[3, ..]</c>.</returns>
    public Tensor Part(Tensor logits, Tensor absent, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        if (FusedShard.Accepts(logits, dtype))
            return cat([FusedShard.Scores(logits, Here, absent), IsHeld.to(float64).unsqueeze(0)], 0).MoveToOuterDisposeScope();

        var present = Masked.Fill(logits, absent.unsqueeze(-1)).to(dtype);
        var logit = Masked.Fill(present.gather(-1, Ids.unsqueeze(-1)).squeeze(-1), IsHeld.logical_not());
        return stack([present.logsumexp(-1).to(float64), logit.to(float64), IsHeld.to(float64)]).MoveToOuterDisposeScope();
    }

    /// <summary>The log-probabilities out of all parts, and the log-sum-exp over the whole vocabulary.</summary>
    /// <param name="part">This rank's part.</param>
    /// <param name="absent">Which are masked.</param>
    /// <param name="share">The rank's columns.</param>
    /// <exception cref="ArgumentException">A token is in no rank's columns. It is thrown on every rank.</exception>
    public static (Tensor Logprobs, Tensor LogSumExp) Combine(Tensor part, Tensor absent, VocabShard share)
    {
        using var scope = NewDisposeScope();
        var parts = share.Group.AllGather(part);
        var lse = Row(parts, 0).logsumexp(0);
        var (logit, owners) = (Row(parts, 1).sum(0L), Row(parts, 2).sum(0L));
        if (owners.device_type == DeviceType.CPU && DeviceTransfer.Any((owners == Scalars.Zero).logical_and(absent.logical_not())))
            throw new ArgumentException(
                $"input_ids: expected ids in [0, V) = [0, {share.Total}) over the shards of all ranks, got one that no rank holds",
                "input_ids");
        return (Masked.Fill(logit - lse, absent).MoveToOuterDisposeScope(), lse.MoveToOuterDisposeScope());
    }

    /// <summary>The gradient of this rank's logits.</summary>
    /// <param name="logits">Shape <c>[.., V_r]</c>.</param>
    /// <param name="absent">Which are masked; their rows are 0.</param>
    /// <param name="logSumExp">Over the whole vocabulary, shape <c>[..]</c>.</param>
    /// <param name="upstream">The gradient of the loss with respect to each log-probability, shape <c>[..]</c>.</param>
    /// <param name="dtype">The type to compute in.</param>
    /// <param name="result">The type of the result.</param>
    /// <param name="curve">The curve that the logits are on, for the gradient of those before it; null where there is none.</param>
    public Tensor Gradient(
        Tensor logits, Tensor absent, Tensor logSumExp, Tensor upstream, ScalarType dtype, ScalarType result,
        SoftcapCurve? curve = null)
    {
        using var scope = NewDisposeScope();
        if (FusedShard.Accepts(logits, dtype) && logits.dtype == result)
            return FusedShard.Gradient(logits, Here, absent, logSumExp, upstream, curve).MoveToOuterDisposeScope();

        var gone = absent.unsqueeze(-1);
        var g = Masked.Fill(upstream.to(dtype), absent).unsqueeze(-1);
        // In float64 for the difference: at logits of 1e4 a float32 log-sum-exp would lose 5e-4.
        var shifted = Masked.Fill(logits, gone).to(float64) - Masked.Fill(logSumExp, absent).unsqueeze(-1);
        var gradient = Masked.Fill(shifted.to(dtype).exp_(), gone).mul_(-g);
        gradient.scatter_add_(-1, Ids.unsqueeze(-1), Masked.Fill(g, IsHeld.logical_not().unsqueeze(-1)));
        if (curve is { } bound)
            gradient.mul_(Masked.Fill(bound.DerivativeAt(logits), gone));
        return gradient.to(result).MoveToOuterDisposeScope();
    }

    // For the kernels: -1 where another rank holds the column.
    private Tensor Here => Ids.masked_fill(IsHeld.logical_not(), Scalars.MinusOne);

    private static Tensor Row(Tensor parts, long row) => parts.narrow(1, row, 1).squeeze(1);
}
