namespace LossDsl;

/// <summary>Scalar 16-bit floating point.</summary>
/// <typeparam name="TFormat">The format.</typeparam>
internal readonly unsafe struct HalfElement<TFormat> : IElements<float>
    where TFormat : IHalfFormat<float, uint>
{
    public static int Size => sizeof(ushort);

    public static bool IsExact => false;

    public static float Load(byte* p) => TFormat.Widen((uint)*(ushort*)p << 16);

    public static void Store(byte* p, float v) => *(ushort*)p = (ushort)(TFormat.Narrow(v) >>> 16);
}
