namespace LossDsl;

/// <summary>Log-probabilities, and optionally entropies, from logits whose vocabulary is sharded over ranks.</summary>
internal sealed class VocabParallelLogprobs : CheckedFunction<VocabParallelLogprobs>
{
    /// <summary>The log-probabilities, the same on every rank; with entropies of shape <c>[2, ..]</c>, these being the second.</summary>
    /// <param name="logits">This rank's columns. Shape <c>[.., V_r]</c>.</param>
    /// <param name="ids">The target ids in the whole vocabulary. Shape <c>[..]</c>.</param>
    /// <param name="absent">True where masked: bool, shape <c>[..]</c>.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <param name="share">This rank's columns.</param>
    /// <param name="withEntropies">Whether to compute entropies.</param>
    public static Tensor Apply(Tensor logits, Tensor ids, Tensor absent, ScalarType dtype, VocabShard share, bool withEntropies) =>
        Apply([logits, absent], logits, ids, absent, dtype, share, withEntropies);

    /// <inheritdoc/>
    protected override Tensor Forward(FunctionContext call)
    {
        using var scope = NewDisposeScope();
        var (logits, ids, absent) = (call.Argument<Tensor>(0), call.Argument<Tensor>(1), call.Argument<Tensor>(2));
        var (dtype, share) = (call.Argument<ScalarType>(3), call.Argument<VocabShard>(4));
        var scores = ShardScores.Create(ids, absent, share);
        var (values, whole) = ShardScores.Combine(scores.Part(logits, absent, dtype, call.Argument<bool>(5)), absent, share);
        List<Tensor> own = [scores.Ids, scores.IsHeld, whole.LogSumExp];
        if (whole.Entropy is not null)
            own.Add(whole.Entropy);
        call.SaveForBackward([logits, absent, .. own]);
        own.ForEach(kept => kept.MoveToOuterDisposeScope());
        return values.to(dtype).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override List<Tensor> Backward(FunctionContext call, List<Tensor> saved, Tensor upstream)
    {
        var gradient = new ShardScores(saved[2], saved[3]).Gradient(
            saved[0], saved[1], new WholeRows(saved[4], saved.ElementAtOrDefault(5)), upstream, call.Argument<ScalarType>(3), saved[0].dtype);
        return [gradient, null!, null!, null!, null!, null!];
    }
}
