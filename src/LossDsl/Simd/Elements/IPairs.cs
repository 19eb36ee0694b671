namespace LossDsl;

/// <summary>Loads and stores two vectors of consecutive elements of one type.</summary>
/// <typeparam name="TVector">The vector type of the computation.</typeparam>
internal unsafe interface IPairs<TVector>
    where TVector : unmanaged
{
    /// <summary>The size of an element in bytes.</summary>
    static abstract int Size { get; }

    static abstract (TVector First, TVector Second) Load(byte* p);

    static abstract void Store(byte* p, TVector first, TVector second);
}
