namespace LossDsl;

/// <summary>One width of float32 vectors, with the bits of its numbers: the part that is written per instruction set.</summary>
/// <typeparam name="V">The vector of numbers.</typeparam>
/// <typeparam name="U">The vector of their bits.</typeparam>
internal unsafe interface ILanes<V, U> : IArithmetic<V>
    where V : unmanaged
    where U : unmanaged
{
    static abstract V Load(float* p);

    static abstract void Store(float* p, V v);

    /// <summary>Whether the hardware rounds <see cref="IArithmetic{V}.MultiplyAdd"/> once.</summary>
    static abstract bool IsFused { get; }

    static abstract U AsBits(V v);

    static abstract V AsNumbers(U u);

    /// <summary>The word in every place.</summary>
    static abstract U Bits(uint word);

    static abstract U Add(U a, U b);

    static abstract U Subtract(U a, U b);

    static abstract U And(U a, U b);

    static abstract U Or(U a, U b);

    static abstract U ShiftLeft(U u, int by);

    static abstract U ShiftRight(U u, int by);

    /// <summary><paramref name="yes"/> where <paramref name="a"/> is greater; both below 2³¹.</summary>
    static abstract U WhereGreater(U a, U b, U yes, U no);
}
