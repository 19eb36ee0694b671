using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>bfloat16: the upper half of a float32.</summary>
internal readonly struct BFloat16<TLanes, TVector, TBits> : IHalfFormat<TVector, TBits>
    where TLanes : ILanes<TVector, TBits>
    where TVector : unmanaged
    where TBits : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Widen(TBits bits) => TLanes.AsFloats(bits);

    /// <summary>
    /// Rounds to nearest, ties to even: just under half a unit is added, and the last bit that stays. A NaN whose
    /// lower half is empty stays NaN; no other is made from bfloat16 and the factors of <see cref="RowKernel"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBits Narrow(TVector v)
    {
        var bits = TLanes.AsBits(v);
        var odd = TLanes.And(TLanes.ShiftRight(bits, 16), TLanes.Bits(1));
        return TLanes.Add(TLanes.Add(bits, TLanes.Bits(0x7FFF)), odd);
    }
}
