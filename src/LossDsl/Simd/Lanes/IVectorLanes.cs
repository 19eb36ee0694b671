namespace LossDsl;

/// <summary>What vectors of several float32 can do besides: look numbers up in a table that stays in a register.</summary>
/// <typeparam name="TVector">The vector of numbers.</typeparam>
/// <typeparam name="TBits">The vector of their bits.</typeparam>
internal interface IVectorLanes<TVector, TBits> : ILanes<TVector, TBits>
    where TVector : unmanaged
    where TBits : unmanaged
{
    /// <summary>The table has 2 to the power of this many entries: as many as one instruction chooses from.</summary>
    static abstract int TableBits { get; }

    /// <summary>The register for a table.</summary>
    /// <param name="entries">As many as <see cref="TableBits"/> says.</param>
    static abstract TVector Table(ReadOnlySpan<float> entries);

    /// <summary>The entries that the lowest <see cref="TableBits"/> bits of each place name; the other bits may be anything.</summary>
    static abstract TVector Lookup(TVector table, TBits places);
}
