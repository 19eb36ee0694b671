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
    /// Rounds to nearest, ties to even: adds just under half a unit, plus the last bit that is kept. A NaN whose
    /// lower half is 0 stays NaN; bfloat16 values and the factors of <see cref="RowKernel"/> produce no other NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBits Narrow(TVector v)
    {
        var bits = TLanes.AsBits(v);
        var odd = TLanes.And(TLanes.ShiftRight(bits, 16), TLanes.Bits(1));
        return TLanes.Add(TLanes.Add(bits, TLanes.Bits(0x7FFF)), odd);
    }
}
