namespace LossDsl;

/// <summary>Log-probabilities out of logits of which each rank holds some columns.</summary>
internal sealed class ShardLogprobs : autograd.SingleTensorFunction<ShardLogprobs>
{
    private const string Options = "options";

    /// <inheritdoc/>
    public override string Name => nameof(ShardLogprobs);

    /// <summary>The log-probabilities, the same on every rank.</summary>
    /// <param name="logits">This rank's columns. Shape <c>[.., V_r]</c>.</param>
    /// <param name="ids">The tokens that come, below the whole vocabulary. Shape <c>[..]</c>.</param>
    /// <param name="absent">Which are masked: bool, shape <c>[..]</c>.</param>
    /// <param name="dtype">The type to compute in.</param>
    /// <param name="share">The rank's columns.</param>
    public static Tensor Of(Tensor logits, Tensor ids, Tensor absent, ScalarType dtype, VocabularyShare share) =>
        apply(logits, ids, absent, dtype, share);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        using var scope = NewDisposeScope();
        var (logits, ids, absent) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2]);
        var (dtype, share) = ((ScalarType)vars[3], (VocabularyShare)vars[4]);
        var scores = ShardScores.Of(ids, absent, share);
        var (logprobs, lse) = ShardScores.Join(scores.Part(logits, absent, dtype), absent, share);
        ctx.save_data(Options, dtype);
        ctx.save_for_backward([logits, absent, scores.Ids, scores.IsHeld, lse]);
        foreach (var kept in new[] { scores.Ids, scores.IsHeld, lse })
            kept.MoveToOuterDisposeScope();
        return logprobs.to(dtype).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var gradient = new ShardScores(saved[2], saved[3]).Gradient(
            saved[0], saved[1], saved[4], grad_output, (ScalarType)ctx.get_data(Options), saved[0].dtype);
        return [gradient.MoveToOuterDisposeScope(), null!, null!, null!, null!];
    }
}
