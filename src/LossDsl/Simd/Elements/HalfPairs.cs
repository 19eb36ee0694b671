using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>
/// 16-bit floating point: the lower halves of 32-bit words form the first vector, the upper halves the second. A shift and a mask
/// extract them, whereas widening adjacent elements would need a shuffle across the vector.
/// </summary>
internal readonly unsafe struct HalfPairs<TFormat, TLanes, TVector, TBits> : IPairs<TVector>
    where TFormat : IHalfFormat<TVector, TBits>
    where TLanes : ILanes<TVector, TBits>
    where TVector : unmanaged
    where TBits : unmanaged
{
    private const uint Upper = 0xFFFF_0000;

    public static int Size => sizeof(ushort);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TVector First, TVector Second) Load(byte* p)
    {
        var words = TLanes.AsBits(TLanes.Load((float*)p));
        return (TFormat.Widen(TLanes.ShiftLeft(words, 16)), TFormat.Widen(TLanes.And(words, TLanes.Bits(Upper))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* p, TVector first, TVector second)
    {
        var lower = TLanes.ShiftRight(TFormat.Narrow(first), 16);
        TLanes.Store((float*)p, TLanes.AsFloats(TLanes.Or(lower, TLanes.And(TFormat.Narrow(second), TLanes.Bits(Upper)))));
    }
}
