namespace LossDsl;

/// <summary>A format of 16 bits, which stand in the upper halves of places of 32 bits.</summary>
/// <typeparam name="TVector">The vector of numbers.</typeparam>
/// <typeparam name="TBits">The vector of bits.</typeparam>
internal interface IHalfFormat<TVector, TBits>
    where TVector : unmanaged
    where TBits : unmanaged
{
    /// <summary>The numbers; the lower halves are 0.</summary>
    static abstract TVector Widen(TBits bits);

    /// <summary>Rounds the numbers. The lower halves are of no account.</summary>
    static abstract TBits Narrow(TVector v);
}
