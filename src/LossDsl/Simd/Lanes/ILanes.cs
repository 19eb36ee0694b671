namespace LossDsl;

/// <summary>Float32 vectors of one width, with access to their bits: the part that is written per instruction set.</summary>
/// <typeparam name="TVector">The vector of numbers.</typeparam>
/// <typeparam name="TBits">The vector of their bits.</typeparam>
internal unsafe interface ILanes<TVector, TBits> : IArithmetic<TVector>
    where TVector : unmanaged
    where TBits : unmanaged
{
    static abstract TVector Load(float* p);

    static abstract void Store(float* p, TVector v);

    /// <summary>Whether <see cref="IArithmetic{TVector}.MultiplyAdd"/> is fused (rounded once).</summary>
    static abstract bool IsFused { get; }

    static abstract TBits AsBits(TVector v);

    static abstract TVector AsFloats(TBits u);

    /// <summary>Broadcasts a word to all lanes.</summary>
    static abstract TBits Bits(uint word);

    static abstract TBits Add(TBits a, TBits b);

    static abstract TBits Subtract(TBits a, TBits b);

    static abstract TBits And(TBits a, TBits b);

    static abstract TBits Or(TBits a, TBits b);

    static abstract TBits ShiftLeft(TBits u, int by);

    static abstract TBits ShiftRight(TBits u, int by);

    /// <summary>
    /// <paramref name="yes"/> where <paramref name="a"/> is greater than <paramref name="b"/>, else <paramref name="no"/>; a and b below
    /// 2³¹.
    /// </summary>
    static abstract TBits SelectGreater(TBits a, TBits b, TBits yes, TBits no);
}
