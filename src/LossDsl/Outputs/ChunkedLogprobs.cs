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
        var wanted = new Wanted(
            tokens.Hidden.requires_grad, tokens.Weight.requires_grad, tokens.Bias is { requires_grad: true });
        var options = new Options(tokens.DType, tokens.ChunkSize, wanted, share);
        return tokens.Bias is null
            ? apply(tokens, options, tokens.Hidden, tokens.Weight)
            : apply(tokens, options, tokens.Hidden, tokens.Weight, tokens.Bias);
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        using var scope = NewDisposeScope();
        var (tokens, options) = ((ChunkedTokens)vars[0], (Options)vars[1]);
        var (logprobs, lse) = options.Share is { } share ? tokens.Logprobs(share) : (tokens.Logprobs(), zeros(0));
        ctx.save_data(nameof(Options), options);
        List<Tensor> saved = [tokens.Hidden, tokens.Weight, tokens.Ids, tokens.Absent, lse.MoveToOuterDisposeScope()];
        if (tokens.Bias is not null)
            saved.Add(tokens.Bias);
        ctx.save_for_backward(saved);
        return logprobs.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var (dtype, chunkSize, wanted, share) = (Options)ctx.get_data(nameof(Options));
        var saved = ctx.get_saved_variables();
        var (lse, bias) = (saved[4], saved.Count > 5 ? saved[5] : null);
        var tokens = new ChunkedTokens(saved[0], saved[1], bias, saved[2], saved[3], dtype, chunkSize);
        var gradients = new ChunkedGradients(tokens, wanted.Hidden, wanted.Weight, wanted.Bias);
        tokens.ForEach((chunk, logits) =>
        {
            if (share is null)
                gradients.Add(chunk, logits, chunk.Of(grad_output));
            else
                gradients.Add(chunk, logits, chunk.Of(grad_output), chunk.Of(lse), share);
        });

        // Every rank's columns pull at the same hidden states.
        var (ofHidden, ofWeight, ofBias) = gradients.Finish();
        if (ofHidden is not null)
            share?.Group.AllReduce(ofHidden);
        foreach (var gradient in new[] { ofHidden, ofWeight, ofBias })
            gradient?.MoveToOuterDisposeScope();
        return bias is null ? [null!, null!, ofHidden!, ofWeight!] : [null!, null!, ofHidden!, ofWeight!, ofBias!];
    }

    /// <summary>Which gradients are wanted.</summary>
    private sealed record Wanted(bool Hidden, bool Weight, bool Bias);

    /// <summary>What forward and backward have in common.</summary>
    private sealed record Options(ScalarType DType, long ChunkSize, Wanted Wanted, VocabularyShare? Share);
}
