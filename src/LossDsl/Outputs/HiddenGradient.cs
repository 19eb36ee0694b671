namespace LossDsl;

/// <summary>
/// The gradient of a separable loss over hidden states, computed in the forward pass. The derivatives of a chunk follow from
/// the chunk's own log-probabilities, so its logits are computed only once.
/// </summary>
internal sealed class HiddenGradient
{
    private readonly ChunkedTokens _tokens;
    private readonly ChunkedGradients _gradients;
    private readonly Tensor _upstream;

    /// <summary>Computes log-probabilities and gradients, chunk by chunk.</summary>
    /// <param name="hidden">The hidden states.</param>
    /// <param name="slopes">The derivatives of the loss by the log-probabilities.</param>
    public HiddenGradient(HiddenTokens hidden, TokenSlopes slopes)
    {
        _tokens = hidden.Tokens;
        _gradients = new ChunkedGradients(_tokens, RequiredGradients.From(_tokens.Hidden, _tokens.Weight, _tokens.Bias));
        _upstream = zeros(_tokens.ShapeOf(slopes.ReadsEntropy), dtype: _tokens.DType, device: _tokens.Hidden.device);
        Values = hidden.ToRows(_tokens.Predict(slopes.ReadsEntropy, (chunk, logits, known) =>
            _gradients.Add(chunk, logits, chunk.SliceLast(_upstream).copy_(slopes.Compute(chunk, chunk.SliceLast(known))))));
    }

    /// <summary>
    /// The log-probabilities, without an autograd graph. Shape <c>[B, N]</c>; <c>[2, B, N]</c> where entropies follow, as the formula reads
    /// them.
    /// </summary>
    public Tensor Values { get; }

    /// <summary>Attaches the computed gradients to the loss in the autograd graph.</summary>
    /// <param name="loss">The loss over <see cref="Values"/>.</param>
    public Tensor Attach(Tensor loss) => PrecomputedGradient.Apply(loss, _tokens, _upstream, _gradients);
}
