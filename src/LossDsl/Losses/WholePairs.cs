namespace LossDsl;

/// <summary>The sample mask of rows in pairs: a pair counts only if neither row is masked.</summary>
internal static class WholePairs
{
    /// <summary>Masks the rows whose partner is masked.</summary>
    /// <param name="sampleMask">The sample mask; exactly 0 means masked. Shape <c>[2*P]</c>.</param>
    public static Tensor Of(Tensor sampleMask)
    {
        using var scope = NewDisposeScope();
        var pairs = sampleMask.detach().reshape(-1, 2);
        return Masked.Fill(pairs, (pairs == Scalars.Zero).any(1, keepdim: true)).view(-1).MoveToOuterDisposeScope();
    }
}
