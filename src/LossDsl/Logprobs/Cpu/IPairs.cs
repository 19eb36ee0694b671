namespace LossDsl;

/// <summary>How logits of one type lie in memory: those that two vectors hold.</summary>
/// <typeparam name="V">The vector that they become.</typeparam>
internal unsafe interface IPairs<V>
    where V : unmanaged
{
    /// <summary>Bytes of one element.</summary>
    static abstract int Size { get; }

    static abstract (V First, V Second) Load(byte* p);

    static abstract void Store(byte* p, V first, V second);
}
