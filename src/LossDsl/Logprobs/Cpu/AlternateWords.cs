using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>Of consecutive numbers of 16 bits the first, the third and so on: the lower halves of 32-bit words.</summary>
/// <remarks>A shift brings them into place, where to widen neighbours costs the processor a way across the vector.</remarks>
internal readonly unsafe struct LowerWords<S, V, U> : IHalfWords<U>
    where S : ILanes<V, U>
    where V : unmanaged
    where U : unmanaged
{
    public static int Size => sizeof(uint);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U Load(byte* p) => S.ShiftLeft(S.AsBits(S.Load((float*)p)), 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* p, U u)
    {
        var others = S.And(S.AsBits(S.Load((float*)p)), S.Bits(0xFFFF_0000));
        S.Store((float*)p, S.AsNumbers(S.Or(others, S.ShiftRight(u, 16))));
    }
}

/// <summary>The others: the upper halves.</summary>
internal readonly unsafe struct UpperWords<S, V, U> : IHalfWords<U>
    where S : ILanes<V, U>
    where V : unmanaged
    where U : unmanaged
{
    public static int Size => sizeof(uint);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U Load(byte* p) => S.And(S.AsBits(S.Load((float*)p)), S.Bits(0xFFFF_0000));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* p, U u)
    {
        var others = S.And(S.AsBits(S.Load((float*)p)), S.Bits(0x0000_FFFF));
        S.Store((float*)p, S.AsNumbers(S.Or(others, S.And(u, S.Bits(0xFFFF_0000)))));
    }
}
