namespace LossDsl;

/// <summary>Attaches gradients that were computed in the forward pass to a loss.</summary>
/// <remarks>
/// Backward hands the gradients over: they become the <c>.grad</c> of the output layer, whose owner may overwrite
/// them. A second backward through the same graph therefore computes them again. Gradients of half-precision tensors are kept in
/// float32 and rounded after the multiplication with the upstream gradient, because float16 cannot represent them before loss
/// scaling.
/// </remarks>
internal sealed class PrecomputedGradient : CheckedFunction<PrecomputedGradient>
{
    /// <summary>Returns the loss, with the given gradients with respect to hidden states and output layer.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="tokens">The tokens that the loss was computed from.</param>
    /// <param name="upstream">
    /// Its gradient with respect to each log-probability, shape <c>[N]</c>, or to entropies as well, <c>[2, N]</c>.
    /// </param>
    /// <param name="gradients">The gradients that follow from that.</param>
    public static Tensor Apply(Tensor loss, ChunkedTokens tokens, Tensor upstream, ChunkedGradients gradients)
    {
        return Apply(tokens.ToList(), [new Known(tokens, upstream, gradients), loss, .. tokens.Arguments()]);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(FunctionContext call)
    {
        var known = call.Argument<Known>(0);
        call.SaveForBackward([known.Upstream, .. known.Tokens.ToList()]);
        call.Keep(known.Gradients.Finish());
        return call.Argument<Tensor>(1).clone();
    }

    /// <inheritdoc/>
    protected override List<Tensor> Backward(FunctionContext call, List<Tensor> saved, Tensor upstream)
    {
        var known = call.Argument<Known>(0);
        var tokens = known.Tokens.From(saved[1..]);
        var gradients = known.IsSpent ? Anew(tokens, saved[0], known.Gradients.Wanted) : call.Kept;
        known.IsSpent = true;

        // On the CPU it is cheap to check whether the multiplication can be skipped.
        var isOne = upstream.device_type == DeviceType.CPU && TensorMemory.ReadScalar(upstream) == 1;
        return known.Gradients.Wanted.InArgumentOrder(2, tokens.Bias is not null, gradients.Select(gradient =>
        {
            var own = GradientTransfer.Rewrap(gradient);
            return GradientTransfer.RoundTo(isOne ? own : own.mul_(upstream.to(own.dtype)), tokens.Weight.dtype);
        }));
    }

    private static List<Tensor> Anew(ChunkedTokens tokens, Tensor upstream, RequiredGradients wanted)
    {
        var gradients = new ChunkedGradients(tokens, wanted);
        tokens.ForEach((chunk, logits) => gradients.Add(chunk, logits, chunk.SliceLast(upstream)));
        return [.. gradients.Finish()];
    }

    private sealed record Known(ChunkedTokens Tokens, Tensor Upstream, ChunkedGradients Gradients)
    {
        /// <summary>Whether a backward has handed the gradients over.</summary>
        public bool IsSpent { get; set; }
    }
}
