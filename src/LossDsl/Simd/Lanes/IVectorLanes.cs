namespace LossDsl;

/// <summary>Float32 vectors of several lanes, with lookup in a table that is kept in a register.</summary>
/// <typeparam name="TVector">The vector of numbers.</typeparam>
/// <typeparam name="TBits">The vector of their bits.</typeparam>
internal interface IVectorLanes<TVector, TBits> : ILanes<TVector, TBits>
    where TVector : unmanaged
    where TBits : unmanaged
{
    /// <summary>Loads a table of four entries into a register.</summary>
    /// <param name="entries">The four entries.</param>
    static abstract TVector Table(ReadOnlySpan<float> entries);

    /// <summary>
    /// Selects, in each lane, the table entry at the lowest two bits of the index; all other bits of the index are ignored.
    /// </summary>
    static abstract TVector Lookup(TVector table, TBits indices);
}
