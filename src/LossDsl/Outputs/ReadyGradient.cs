namespace LossDsl;

/// <summary>Hangs gradients that are known already behind a loss.</summary>
/// <remarks>
/// Backward gives them away: they become the <c>.grad</c> of the output layer, and whoever owns that may write over
/// them. So a second backward through the same graph computes them anew.
/// </remarks>
internal sealed class ReadyGradient : autograd.SingleTensorFunction<ReadyGradient>
{
    /// <inheritdoc/>
    public override string Name => nameof(ReadyGradient);

    /// <summary>The loss, whose gradients with respect to hidden states and output layer are the given ones.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="tokens">What it comes from.</param>
    /// <param name="upstream">Its gradient with respect to each log-probability. Shape <c>[N]</c>.</param>
    /// <param name="gradients">The gradients that follow from that.</param>
    public static Tensor Of(Tensor loss, ChunkedTokens tokens, Tensor upstream, ChunkedGradients gradients)
    {
        return apply([new Known(tokens, upstream, gradients), loss, .. tokens.Arguments()]);
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (tokens, upstream, gradients) = (Known)vars[0];
        ctx.save_data(nameof(Call), new Call(tokens.DType, tokens.ChunkSize, gradients.Wanted));
        ctx.save_for_backward([upstream, .. gradients.Finish().Select(Handover.Own), .. tokens.ToList()]);
        return ((Tensor)vars[1]).clone();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var (call, saved) = ((Call)ctx.get_data(nameof(Call)), ctx.get_saved_variables());
        var tokens = ChunkedTokens.Of(saved[(1 + call.Wanted.Count)..], call.DType, call.ChunkSize);
        var gradients = call.IsSpent ? Anew(tokens, saved[0], call.Wanted) : saved[1..(1 + call.Wanted.Count)];
        call.IsSpent = true;

        // On the CPU it costs nothing to see that there is nothing to multiply with.
        var isOne = grad_output.device_type == DeviceType.CPU && TensorMemory.Number(grad_output) == 1;
        return call.Wanted.InPlace(2, tokens.Bias is not null, gradients.Select(gradient =>
        {
            var own = Handover.Own(gradient);
            return (isOne ? own : own.mul_(grad_output.to(own.dtype))).MoveToOuterDisposeScope();
        }));
    }

    private static List<Tensor> Anew(ChunkedTokens tokens, Tensor upstream, WantedGradients wanted)
    {
        var gradients = new ChunkedGradients(tokens, wanted);
        tokens.ForEach((chunk, logits) => gradients.Add(chunk, logits, chunk.Of(upstream)));
        return [.. gradients.Finish()];
    }

    private sealed record Known(ChunkedTokens Tokens, Tensor Upstream, ChunkedGradients Gradients);

    private sealed record Call(ScalarType DType, long ChunkSize, WantedGradients Wanted)
    {
        /// <summary>Whether the gradients have been given away.</summary>
        public bool IsSpent { get; set; }
    }
}
