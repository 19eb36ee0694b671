namespace LossDsl;

/// <summary>Log-probabilities out of hidden states: the logits are made once forward and once backward, chunk by chunk.</summary>
internal sealed class ChunkedLogprobs : autograd.SingleTensorFunction<ChunkedLogprobs>
{
    private const string Options = "options";

    /// <inheritdoc/>
    public override string Name => nameof(ChunkedLogprobs);

    /// <summary>The log-probabilities, shape <c>[N]</c>.</summary>
    public static Tensor Of(ChunkedTokens tokens)
    {
        var wanted = new Wanted(
            tokens.Hidden.requires_grad, tokens.Weight.requires_grad, tokens.Bias is { requires_grad: true });
        return tokens.Bias is null
            ? apply(tokens, wanted, tokens.Hidden, tokens.Weight)
            : apply(tokens, wanted, tokens.Hidden, tokens.Weight, tokens.Bias);
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (tokens, wanted) = ((ChunkedTokens)vars[0], (Wanted)vars[1]);
        ctx.save_data(Options, (tokens.DType, tokens.ChunkSize, wanted));
        List<Tensor> saved = [tokens.Hidden, tokens.Weight, tokens.Ids, tokens.Absent];
        if (tokens.Bias is not null)
            saved.Add(tokens.Bias);
        ctx.save_for_backward(saved);
        return tokens.Logprobs();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var (dtype, chunkSize, wanted) = ((ScalarType, long, Wanted))ctx.get_data(Options);
        var saved = ctx.get_saved_variables();
        var bias = saved.Count > 4 ? saved[4] : null;
        var tokens = new ChunkedTokens(saved[0], saved[1], bias, saved[2], saved[3], dtype, chunkSize);
        var gradients = new ChunkedGradients(tokens, wanted.Hidden, wanted.Weight, wanted.Bias);
        tokens.ForEach((chunk, logits) => gradients.Add(chunk, logits, chunk.Of(grad_output)));
        var (ofHidden, ofWeight, ofBias) = gradients.Finish();
        foreach (var gradient in new[] { ofHidden, ofWeight, ofBias })
            gradient?.MoveToOuterDisposeScope();
        return bias is null ? [null!, null!, ofHidden!, ofWeight!] : [null!, null!, ofHidden!, ofWeight!, ofBias!];
    }

    /// <summary>Which gradients are wanted.</summary>
    private sealed record Wanted(bool Hidden, bool Weight, bool Bias);
}
