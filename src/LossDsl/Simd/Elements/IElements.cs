namespace LossDsl;

/// <summary>Loads and stores one vector of consecutive elements of one type.</summary>
/// <typeparam name="TVector">The vector type of the computation.</typeparam>
internal unsafe interface IElements<TVector>
    where TVector : unmanaged
{
    /// <summary>The size of an element in bytes.</summary>
    static abstract int Size { get; }

    /// <summary>Whether elements have the precision of the computation, so that storing does not round.</summary>
    static abstract bool IsExact { get; }

    static abstract TVector Load(byte* p);

    static abstract void Store(byte* p, TVector v);
}
