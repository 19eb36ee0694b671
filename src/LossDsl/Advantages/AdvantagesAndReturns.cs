namespace LossDsl;

/// <summary>Advantages of tokens, with the returns that a value model learns.</summary>
/// <param name="Advantages">The advantage of each token. Shape <c>[B, N]</c>.</param>
/// <param name="Returns">The return of each token. The same shape.</param>
public sealed record AdvantagesAndReturns(Tensor Advantages, Tensor Returns) : IDisposable
{
    /// <summary>Frees both.</summary>
    public void Dispose()
    {
        Advantages.Dispose();
        Returns.Dispose();
    }
}
