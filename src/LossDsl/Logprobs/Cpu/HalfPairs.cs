using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>
/// Numbers of 16 bits: the lower halves of 32-bit words are one vector, the upper halves the other. A shift and a mask
/// bring them into place, where to widen neighbours costs the processor a way across the vector.
/// </summary>
internal readonly unsafe struct HalfPairs<F, S, V, U> : IPairs<V>
    where F : IHalfFormat<V, U>
    where S : ILanes<V, U>
    where V : unmanaged
    where U : unmanaged
{
    private const uint Upper = 0xFFFF_0000;

    public static int Size => sizeof(ushort);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (V First, V Second) Load(byte* p)
    {
        var words = S.AsBits(S.Load((float*)p));
        return (F.Widen(S.ShiftLeft(words, 16)), F.Widen(S.And(words, S.Bits(Upper))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* p, V first, V second)
    {
        var lower = S.ShiftRight(F.Narrow(first), 16);
        S.Store((float*)p, S.AsNumbers(S.Or(lower, S.And(F.Narrow(second), S.Bits(Upper)))));
    }
}
