namespace LossDsl;

/// <summary>Per-token advantages, and the returns that are the regression targets of the value model.</summary>
/// <param name="Advantages">The advantage of each token. Shape <c>[B, N]</c>.</param>
/// <param name="Returns">The return of each token. Shape <c>[B, N]</c>.</param>
public sealed record AdvantagesAndReturns(Tensor Advantages, Tensor Returns) : IDisposable
{
    /// <summary>Disposes both tensors.</summary>
    public void Dispose()
    {
        Advantages.Dispose();
        Returns.Dispose();
    }
}
