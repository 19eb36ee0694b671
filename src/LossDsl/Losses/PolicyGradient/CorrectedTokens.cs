namespace LossDsl;

/// <summary>The result of a rollout correction.</summary>
/// <param name="Weights">The importance weight of each token; 1 without a weight, 0 where the mask is 0. Shape <c>[B, N]</c>.</param>
/// <param name="Mask">The mask with rejected tokens set to 0. Shape <c>[B, N]</c>.</param>
public sealed record CorrectedTokens(Tensor Weights, Tensor Mask) : IDisposable
{
    /// <summary>Disposes both tensors.</summary>
    public void Dispose()
    {
        Weights.Dispose();
        Mask.Dispose();
    }
}
