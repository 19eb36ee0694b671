namespace LossDsl;

/// <summary>How logits of one type lie in memory: those that one vector holds, side by side.</summary>
/// <typeparam name="TVector">The vector that they become.</typeparam>
internal unsafe interface IElements<TVector>
    where TVector : unmanaged
{
    /// <summary>Bytes of one element.</summary>
    static abstract int Size { get; }

    /// <summary>Whether memory holds what is computed without rounding it.</summary>
    static abstract bool IsExact { get; }

    static abstract TVector Load(byte* p);

    static abstract void Store(byte* p, TVector v);
}
