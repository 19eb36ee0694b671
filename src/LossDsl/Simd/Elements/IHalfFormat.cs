namespace LossDsl;

/// <summary>A 16-bit floating-point format, stored in the upper halves of 32-bit lanes.</summary>
/// <typeparam name="TVector">The vector of float32 numbers.</typeparam>
/// <typeparam name="TBits">The vector of their bits.</typeparam>
internal interface IHalfFormat<TVector, TBits>
    where TVector : unmanaged
    where TBits : unmanaged
{
    /// <summary>Converts to float32; the lower halves of the lanes must be 0.</summary>
    static abstract TVector Widen(TBits bits);

    /// <summary>Rounds to the format; the lower halves of the result are undefined.</summary>
    static abstract TBits Narrow(TVector v);
}
