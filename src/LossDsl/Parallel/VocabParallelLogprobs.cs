namespace LossDsl;

/// <summary>Log-probabilities from logits whose vocabulary is sharded over ranks.</summary>
internal sealed class VocabParallelLogprobs : CheckedFunction<VocabParallelLogprobs>
{
    /// <summary>Computes the log-probabilities, equal on every rank.</summary>
    /// <param name="logits">The logits of this rank. Shape <c>[.., V_r]</c>.</param>
    /// <param name="ids">The target ids in the whole vocabulary. Shape <c>[..]</c>.</param>
    /// <param name="absent">True for masked targets. Bool, shape <c>[..]</c>.</param>
    /// <param name="dtype">The type of the computation and of the result.</param>
    /// <param name="share">This rank's columns.</param>
    public static Tensor Apply(Tensor logits, Tensor ids, Tensor absent, ScalarType dtype, VocabShard share) =>
        Apply([logits, absent], logits, ids, absent, dtype, share);

    /// <inheritdoc/>
    protected override Tensor Forward(FunctionContext call)
    {
        using var scope = NewDisposeScope();
        var (logits, ids, absent) = (call.Argument<Tensor>(0), call.Argument<Tensor>(1), call.Argument<Tensor>(2));
        var (dtype, share) = (call.Argument<ScalarType>(3), call.Argument<VocabShard>(4));
        var scores = ShardScores.Create(ids, absent, share);
        var (logprobs, lse) = ShardScores.Combine(scores.Part(logits, absent, dtype), absent, share);
        call.SaveForBackward([logits, absent, scores.Ids, scores.IsHeld, lse]);
        foreach (var kept in new[] { scores.Ids, scores.IsHeld, lse })
            kept.MoveToOuterDisposeScope();
        return logprobs.to(dtype).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override List<Tensor> Backward(FunctionContext call, List<Tensor> saved, Tensor upstream)
    {
        var gradient = new ShardScores(saved[2], saved[3]).Gradient(
            saved[0], saved[1], saved[4], upstream, call.Argument<ScalarType>(3), saved[0].dtype);
        return [gradient, null!, null!, null!, null!];
    }
}
