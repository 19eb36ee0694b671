namespace LossDsl;

/// <summary>One number of 16 bits.</summary>
/// <typeparam name="TFormat">Its format.</typeparam>
internal readonly unsafe struct HalfElement<TFormat> : IElements<float>
    where TFormat : IHalfFormat<float, uint>
{
    public static int Size => sizeof(ushort);

    public static bool IsExact => false;

    public static float Load(byte* p) => TFormat.Widen((uint)*(ushort*)p << 16);

    public static void Store(byte* p, float v) => *(ushort*)p = (ushort)(TFormat.Narrow(v) >>> 16);
}
