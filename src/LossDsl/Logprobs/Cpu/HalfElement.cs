namespace LossDsl;

/// <summary>One number of 16 bits.</summary>
/// <typeparam name="F">Its format.</typeparam>
internal readonly unsafe struct HalfElement<F> : IElements<float>
    where F : IHalfFormat<float, uint>
{
    public static int Size => sizeof(ushort);

    public static bool Exact => false;

    public static float Load(byte* p) => F.Widen((uint)*(ushort*)p << 16);

    public static void Store(byte* p, float v) => *(ushort*)p = (ushort)(F.Narrow(v) >>> 16);
}
