namespace LossDsl;

/// <summary>What a correction makes of the tokens of a step.</summary>
/// <param name="Weights">What each token weighs; 1 without a weight, 0 where the mask is 0. Shape <c>[B, N]</c>.</param>
/// <param name="Mask">The mask without the tokens that were rejected. The same shape.</param>
public sealed record CorrectedTokens(Tensor Weights, Tensor Mask) : IDisposable
{
    /// <summary>Frees both.</summary>
    public void Dispose()
    {
        Weights.Dispose();
        Mask.Dispose();
    }
}
