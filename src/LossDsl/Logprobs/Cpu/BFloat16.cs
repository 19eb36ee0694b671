using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>bfloat16: the upper half of a float32.</summary>
internal readonly struct BFloat16<S, V, U> : IHalfFormat<V, U>
    where S : ILanes<V, U>
    where V : unmanaged
    where U : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Widen(U bits) => S.AsNumbers(bits);

    /// <summary>
    /// Rounds to nearest, ties to even: just under half a unit is added, and the last bit that stays. A NaN whose
    /// lower half is empty stays NaN; no other is made from bfloat16 and the factors of <see cref="RowKernel"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U Narrow(V v)
    {
        var bits = S.AsBits(v);
        var odd = S.And(S.ShiftRight(bits, 16), S.Bits(1));
        return S.Add(S.Add(bits, S.Bits(0x7FFF)), odd);
    }
}
