using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>bfloat16: the upper half of a float32.</summary>
internal readonly unsafe struct BFloat16Elements<S, V, U, W> : IElements<V>
    where S : ILanes<V, U>
    where V : unmanaged
    where U : unmanaged
    where W : IHalfWords<U>
{
    public static int Size => W.Size;

    public static bool Exact => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load(byte* p) => S.AsNumbers(W.Load(p));

    /// <summary>
    /// Rounds to nearest, ties to even: just under half a unit is added, and the last bit that stays. A NaN whose
    /// lower half is empty stays NaN; no other is made from bfloat16 and the factors of <see cref="RowKernel"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* p, V v)
    {
        var bits = S.AsBits(v);
        var odd = S.And(S.ShiftRight(bits, 16), S.Bits(1));
        W.Store(p, S.Add(S.Add(bits, S.Bits(0x7FFF)), odd));
    }

    public static V Exp(V x) => Exponential<S, V, U>.Of(x);

    public static V ExpBelow(V x) => Exponential<S, V, U>.Below(x);
}
