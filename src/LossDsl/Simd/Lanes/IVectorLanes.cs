namespace LossDsl;

/// <summary>What vectors of several float32 can do besides: look numbers up in a table that stays in a register.</summary>
/// <typeparam name="TVector">The vector of numbers.</typeparam>
/// <typeparam name="TBits">The vector of their bits.</typeparam>
internal interface IVectorLanes<TVector, TBits> : ILanes<TVector, TBits>
    where TVector : unmanaged
    where TBits : unmanaged
{
    /// <summary>A register that holds a table of four entries.</summary>
    /// <param name="entries">Four numbers.</param>
    static abstract TVector Table(ReadOnlySpan<float> entries);

    /// <summary>In each place the entry that the lowest two bits of its index select; the other bits may be anything.</summary>
    static abstract TVector Lookup(TVector table, TBits indices);
}
