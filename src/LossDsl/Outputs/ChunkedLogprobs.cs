namespace LossDsl;

/// <summary>Log-probabilities out of hidden states: the logits are made once forward and once backward, chunk by chunk.</summary>
internal sealed class ChunkedLogprobs : autograd.SingleTensorFunction<ChunkedLogprobs>
{
    /// <inheritdoc/>
    public override string Name => nameof(ChunkedLogprobs);

    /// <summary>The log-probabilities, shape <c>[N]</c>.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="share">The columns that this rank's layer holds; null where it holds all.</param>
    public static Tensor Of(ChunkedTokens tokens, VocabularyShare? share)
    {
        var options = new Options(
            tokens.DType, tokens.ChunkSize, WantedGradients.Of(tokens.Hidden, tokens.Weight, tokens.Bias), share);
        return apply([tokens, options, .. tokens.Arguments()]);
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        using var scope = NewDisposeScope();
        var (tokens, options) = ((ChunkedTokens)vars[0], (Options)vars[1]);
        var (logprobs, lse) = options.Share is { } share ? tokens.Logprobs(share) : (tokens.Logprobs(), zeros(0));
        ctx.save_data(nameof(Options), options);
        ctx.save_for_backward([lse.MoveToOuterDisposeScope(), .. tokens.ToList()]);
        return logprobs.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var (dtype, chunkSize, wanted, share) = (Options)ctx.get_data(nameof(Options));
        var saved = ctx.get_saved_variables();
        var (lse, tokens) = (saved[0], ChunkedTokens.Of(saved[1..], dtype, chunkSize));
        var gradients = new ChunkedGradients(tokens, wanted);
        tokens.ForEach((chunk, logits) =>
        {
            if (share is null)
                gradients.Add(chunk, logits, chunk.Of(grad_output));
            else
                gradients.Add(chunk, logits, chunk.Of(grad_output), chunk.Of(lse), share);
        });

        var given = gradients.Finish().Select(gradient => gradient.MoveToOuterDisposeScope()).ToList();
        // Every rank's columns pull at the same hidden states.
        if (wanted.Hidden)
            share?.Group.AllReduce(given[0]);
        return wanted.InPlace(2, tokens.Bias is not null, given);
    }

    /// <summary>What forward and backward have in common.</summary>
    private sealed record Options(ScalarType DType, long ChunkSize, WantedGradients Wanted, VocabularyShare? Share);
}
