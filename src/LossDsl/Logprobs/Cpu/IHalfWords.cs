namespace LossDsl;

/// <summary>Where numbers of 16 bits lie in memory, and how they come into vectors with places of 32 bits.</summary>
/// <typeparam name="U">The vector of bits: a number in the upper half of each place, 0 in the lower one.</typeparam>
internal unsafe interface IHalfWords<U>
    where U : unmanaged
{
    /// <summary>Bytes that a place of the vector stands for.</summary>
    static abstract int Size { get; }

    static abstract U Load(byte* p);

    /// <summary>Leaves alone what <see cref="Load"/> does not read. The lower halves are of no account.</summary>
    static abstract void Store(byte* p, U u);
}

/// <summary>One number of 16 bits.</summary>
internal readonly unsafe struct HalfWord : IHalfWords<uint>
{
    public static int Size => sizeof(ushort);

    public static uint Load(byte* p) => (uint)*(ushort*)p << 16;

    public static void Store(byte* p, uint u) => *(ushort*)p = (ushort)(u >>> 16);
}
