namespace LossDsl;

/// <summary>How logits of one type lie in memory: those that two vectors hold.</summary>
/// <typeparam name="TVector">The vector that they become.</typeparam>
internal unsafe interface IPairs<TVector>
    where TVector : unmanaged
{
    /// <summary>Bytes of one element.</summary>
    static abstract int Size { get; }

    static abstract (TVector First, TVector Second) Load(byte* p);

    static abstract void Store(byte* p, TVector first, TVector second);
}
