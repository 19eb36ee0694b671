namespace LossDsl;

/// <summary>How logits of one type lie in memory, and the exponential in the precision that they are computed in.</summary>
/// <typeparam name="V">The vector that they become.</typeparam>
internal unsafe interface IElements<V>
    where V : unmanaged
{
    /// <summary>Bytes of one element.</summary>
    static abstract int Size { get; }

    /// <summary>Whether memory holds what is computed without rounding it.</summary>
    static abstract bool Exact { get; }

    static abstract V Load(byte* p);

    static abstract void Store(byte* p, V v);

    /// <summary><c>e^x</c>: exactly 0 for -inf, infinity where it overflows, NaN for NaN.</summary>
    static abstract V Exp(V x);

    /// <summary>The same for numbers of which none is above 89: what that is worth is one comparison each.</summary>
    static abstract V ExpBelow(V x);
}
