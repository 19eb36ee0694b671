namespace LossDsl;

/// <summary>What a mask over rows in pairs says: a pair counts where both of its rows do.</summary>
internal static class WholePairs
{
    /// <summary>The sample mask without the rows whose partner is absent.</summary>
    /// <param name="sampleMask">Which rows count; exactly 0 means absent. Shape <c>[2*P]</c>.</param>
    public static Tensor Of(Tensor sampleMask)
    {
        using var scope = NewDisposeScope();
        var pairs = sampleMask.detach().reshape(-1, 2);
        return Masked.Fill(pairs, (pairs == Scalars.Zero).any(1, keepdim: true)).view(-1).MoveToOuterDisposeScope();
    }
}
