namespace LossDsl;

/// <summary>
/// The softmax over a vocabulary that is sharded over ranks: this rank's partial results, and their combination to log-probabilities.
/// </summary>
/// <remarks>
/// <code>
/// lse = log(sum over ranks of exp(lse_r))       lse_r = logsumexp(x_r)      over the columns of rank r
/// y   = x[id] - lse                             x[id] from the rank that holds the column
/// dx_r[j] = g * ((id == begin_r + j) - exp(x_r[j] - lse))
/// </code>
/// One collective in forward, none in backward: every rank computes the same loss, so it knows the upstream gradient <c>g</c>.
/// </remarks>
/// <param name="Ids">The target ids as column numbers of this rank; any value where another rank holds the column.</param>
/// <param name="IsHeld">True where this rank holds the target's column.</param>
internal sealed record ShardScores(Tensor Ids, Tensor IsHeld)
{
    /// <summary>Determines which targets this rank holds.</summary>
    /// <param name="ids">The target ids. Shape <c>[..]</c>.</param>
    /// <param name="absent">True for masked targets. Bool, shape <c>[..]</c>.</param>
    /// <param name="share">This rank's columns.</param>
    public static ShardScores Create(Tensor ids, Tensor absent, VocabShard share)
    {
        using var length = share.Length.ToScalar();
        var own = ids.to(int64) - tensor(share.Begin, device: ids.device);
        var held = (own > Scalars.MinusOne).logical_and(own < length).logical_and(absent.logical_not());
        return new ShardScores(Masked.Fill(own, held.logical_not()), held);
    }

    /// <summary>This rank's partial result: its log-sum-exp, the target's logit, and 1 where it holds the target's column.</summary>
    /// <param name="logits">The logits of this rank. Shape <c>[.., V_r]</c>.</param>
    /// <param name="absent">True for masked targets, whose logits are not read.</param>
    /// <param name="dtype">The type of the computation.</param>
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

    /// <summary>Combines the partial results of all ranks to log-probabilities and the log-sum-exp over the whole vocabulary.</summary>
    /// <param name="part">This rank's partial result.</param>
    /// <param name="absent">True for masked targets.</param>
    /// <param name="share">This rank's columns.</param>
    /// <exception cref="ArgumentException">No rank holds the column of a target. Thrown on every rank.</exception>
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

    /// <summary>Computes the gradient of this rank's logits.</summary>
    /// <param name="logits">The logits of this rank. Shape <c>[.., V_r]</c>.</param>
    /// <param name="absent">True for masked targets, whose rows of the gradient are 0.</param>
    /// <param name="logSumExp">The log-sum-exp over the whole vocabulary. Shape <c>[..]</c>.</param>
    /// <param name="upstream">The gradient of the loss with respect to each log-probability. Shape <c>[..]</c>.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <param name="result">The type of the result.</param>
    /// <param name="curve">The softcap that produced the logits, to get the gradient of its input; null without a softcap.</param>
    public Tensor Gradient(
        Tensor logits, Tensor absent, Tensor logSumExp, Tensor upstream, ScalarType dtype, ScalarType result,
        SoftcapCurve? curve = null)
    {
        using var scope = NewDisposeScope();
        if (FusedShard.Accepts(logits, dtype) && logits.dtype == result)
            return FusedShard.Gradient(logits, Here, absent, logSumExp, upstream, curve).MoveToOuterDisposeScope();

        var gone = absent.unsqueeze(-1);
        var g = Masked.Fill(upstream.to(dtype), absent).unsqueeze(-1);
        // The difference is computed in float64: at logits of 1e4 a float32 log-sum-exp would lose 5e-4.
        var shifted = Masked.Fill(logits, gone).to(float64) - Masked.Fill(logSumExp, absent).unsqueeze(-1);
        var gradient = Masked.Fill(shifted.to(dtype).exp_(), gone).mul_(-g);
        gradient.scatter_add_(-1, Ids.unsqueeze(-1), Masked.Fill(g, IsHeld.logical_not().unsqueeze(-1)));
        if (curve is { } bound)
            gradient.mul_(Masked.Fill(bound.DerivativeAt(logits), gone));
        return gradient.to(result).MoveToOuterDisposeScope();
    }

    // The target ids for the kernels: -1 where another rank holds the column.
    private Tensor Here => Ids.masked_fill(IsHeld.logical_not(), Scalars.MinusOne);

    private static Tensor Row(Tensor parts, long row) => parts.narrow(1, row, 1).squeeze(1);
}
