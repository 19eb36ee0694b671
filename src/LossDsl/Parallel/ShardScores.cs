namespace LossDsl;

/// <summary>
/// The softmax over a vocabulary that is sharded over ranks: this rank's partial results, and their combination to log-probabilities.
/// </summary>
/// <remarks>
/// <code>
/// lse = log(sum over ranks of exp(lse_r))       lse_r = logsumexp(x_r)      over the columns of rank r
/// y   = x[id] - lse                             x[id] from the rank that holds the column
/// H   = sum over ranks of w_r * (H_r - log(w_r))         w_r = exp(lse_r - lse), H_r the entropy of the columns of rank r
/// dx_r[j] = g_y * ((id == begin_r + j) - p) - g_H * p * (log(p) + H)       p = exp(x_r[j] - lse)
/// </code>
/// One collective in forward, none in backward: every rank computes the same loss, so it knows <c>g_y</c> and <c>g_H</c>.
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

    /// <summary>
    /// This rank's part: its log-sum-exp, the logit of the token that comes, with entropies that of its own columns, and 1
    /// where it holds the token.
    /// </summary>
    /// <param name="logits">Shape <c>[.., V_r]</c>.</param>
    /// <param name="absent">True where masked; these logits are not read.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <param name="withEntropies">Whether to compute entropies.</param>
    /// <returns>float64, shape <c>[3, ..]</c>, with entropies <c>[4, ..]</c>.</returns>
    public Tensor Part(Tensor logits, Tensor absent, ScalarType dtype, bool withEntropies)
    {
        using var scope = NewDisposeScope();
        if (FusedShard.Accepts(logits, dtype))
            return cat([FusedShard.Scores(logits, Here, absent, withEntropies), IsHeld.to(float64).unsqueeze(0)], 0).MoveToOuterDisposeScope();

        var present = Masked.Fill(logits, absent.unsqueeze(-1)).to(dtype);
        var logit = Masked.Fill(present.gather(-1, Ids.unsqueeze(-1)).squeeze(-1), IsHeld.logical_not());
        List<Tensor> rows = [present.logsumexp(-1), logit];
        if (withEntropies)
            rows.Add(TokenEntropy.Compute(present, absent));
        return stack([.. rows.Select(row => row.to(float64)), IsHeld.to(float64)]).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The log-probabilities out of all parts, with entropies these too, and what the gradient needs of the whole vocabulary.
    /// </summary>
    /// <param name="part">This rank's part, as <see cref="Part"/> gives it.</param>
    /// <param name="absent">Which are masked.</param>
    /// <param name="share">This rank's columns.</param>
    /// <returns>Log-probabilities, shape <c>[..]</c>; with entropies <c>[2, ..]</c>: log-probabilities, then entropies.</returns>
    /// <exception cref="ArgumentException">No rank holds the column of a target. Thrown on every rank.</exception>
    public static (Tensor Values, WholeRows Whole) Combine(Tensor part, Tensor absent, VocabShard share)
    {
        using var scope = NewDisposeScope();
        var parts = share.Group.AllGather(part);
        var lse = Row(parts, 0).logsumexp(0);
        var (logit, owners) = (Row(parts, 1).sum(0L), Row(parts, parts.size(1) - 1).sum(0L));
        if (owners.device_type == DeviceType.CPU && DeviceTransfer.Any((owners == Scalars.Zero).logical_and(absent.logical_not())))
            throw new ArgumentException(
                $"input_ids: expected ids in [0, V) = [0, {share.Total}) over the shards of all ranks, got one that no rank holds",
                "input_ids");
        var logprobs = Masked.Fill(logit - lse, absent);
        if (parts.size(1) == 3)
            return (logprobs.MoveToOuterDisposeScope(), new WholeRows(lse.MoveToOuterDisposeScope(), null));

        // A rank without a column of any probability adds nothing, though its own entropy is NaN.
        var logWeights = Row(parts, 0) - lse;
        var isWithout = logWeights.isneginf();
        var terms = logWeights.exp() * Masked.Fill(Row(parts, 2) - logWeights, isWithout);
        var entropies = Masked.Fill(terms.sum(0L), absent);
        return (stack([logprobs, entropies]).MoveToOuterDisposeScope(), new WholeRows(lse.MoveToOuterDisposeScope(), entropies.MoveToOuterDisposeScope()));
    }

    /// <summary>The gradient of this rank's logits.</summary>
    /// <param name="logits">Shape <c>[.., V_r]</c>.</param>
    /// <param name="absent">True where masked; these rows of the gradient are 0.</param>
    /// <param name="whole">What it needs of the whole vocabulary.</param>
    /// <param name="upstream">
    /// The gradient of the loss with respect to each log-probability, shape <c>[..]</c>; with entropies <c>[2, ..]</c>, those with
    /// respect to each entropy being the second.
    /// </param>
    /// <param name="dtype">The type of the computation.</param>
    /// <param name="result">The type of the result.</param>
    /// <param name="curve">The softcap that produced the logits, to get the gradient of its input; null without a softcap.</param>
    public Tensor Gradient(
        Tensor logits, Tensor absent, WholeRows whole, Tensor upstream, ScalarType dtype, ScalarType result,
        SoftcapCurve? curve = null)
    {
        using var scope = NewDisposeScope();
        if (FusedShard.Accepts(logits, dtype) && logits.dtype == result)
            return FusedShard.Gradient(logits, Here, absent, whole, upstream, curve).MoveToOuterDisposeScope();

        var gone = absent.unsqueeze(-1);
        var g = Masked.Fill((whole.Entropy is null ? upstream : upstream.select(0, 0)).to(dtype), absent).unsqueeze(-1);
        // The difference is computed in float64: at logits of 1e4 a float32 log-sum-exp would lose 5e-4.
        var shifted = Masked.Fill(logits, gone).to(float64) - Masked.Fill(whole.LogSumExp, absent).unsqueeze(-1);
        var logprobs = shifted.to(dtype);
        var slopes = -g;
        if (whole.Entropy is { } entropies)
        {
            var ofEntropies = Masked.Fill(upstream.select(0, 1).to(dtype), absent).unsqueeze(-1);
            var surprise = Masked.Fill(logprobs, logprobs.isneginf()) + Masked.Fill(entropies, absent).to(dtype).unsqueeze(-1);
            slopes -= ofEntropies * surprise;
        }

        var gradient = Masked.Fill(logprobs.exp_(), gone).mul_(slopes);
        gradient.scatter_add_(-1, Ids.unsqueeze(-1), Masked.Fill(g, IsHeld.logical_not().unsqueeze(-1)));
        if (curve is { } bound)
            gradient.mul_(Masked.Fill(bound.DerivativeAt(logits), gone));
        return gradient.to(result).MoveToOuterDisposeScope();
    }

    // The target ids for the kernels: -1 where another rank holds the column.
    private Tensor Here => Ids.masked_fill(IsHeld.logical_not(), Scalars.MinusOne);

    private static Tensor Row(Tensor parts, long row) => parts.narrow(1, row, 1).squeeze(1);
}
