using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>float16: 5 bits of exponent, 10 of fraction, moved to where float32 has them.</summary>
internal readonly struct Float16<S, V, U> : IHalfFormat<V, U>
    where S : ILanes<V, U>
    where V : unmanaged
    where U : unmanaged
{
    private const uint Infinity = 0x7F80_0000;

    /// <summary>
    /// Shifted into place, the exponent is too small by the difference of the biases, 112: one multiplication mends
    /// it, and makes subnormals normal too. What had all ones in its exponent is infinite or NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Widen(U bits)
    {
        var sign = S.And(bits, S.Bits(0x8000_0000));
        var magnitude = S.ShiftRight(S.And(bits, S.Bits(0x7FFF_0000)), 3);
        var scaled = S.AsBits(S.Multiply(S.AsNumbers(magnitude), S.All(5192296858534827628530496329220096.0)));
        var finite = S.WhereGreater(magnitude, S.Bits(0x0F7F_FFFF), S.Or(scaled, S.Bits(Infinity)), scaled);
        return S.AsNumbers(S.Or(finite, sign));
    }

    /// <summary>
    /// Rounds to nearest, ties to even. Normal numbers: as for bfloat16, 13 bits go. Subnormal ones: added to 1/2, whose
    /// last bit is worth 2⁻²⁴, they are rounded by the addition itself.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U Narrow(V v)
    {
        var bits = S.AsBits(v);
        var sign = S.And(bits, S.Bits(0x8000_0000));
        var magnitude = S.And(bits, S.Bits(0x7FFF_FFFF));

        var odd = S.And(S.ShiftRight(magnitude, 13), S.Bits(1));
        var rebiased = S.Add(S.Subtract(magnitude, S.Bits(112u << 23)), S.Add(S.Bits(0xFFF), odd));
        var half = S.Bits(0x3F00_0000);
        var small = S.Subtract(S.AsBits(S.Add(S.AsNumbers(magnitude), S.AsNumbers(half))), half);

        var number = S.WhereGreater(S.Bits(113u << 23), magnitude, small, S.ShiftRight(rebiased, 13));
        number = S.WhereGreater(magnitude, S.Bits(0x477F_FFFF), S.Bits(0x7C00), number);
        number = S.WhereGreater(magnitude, S.Bits(Infinity), S.Bits(0x7E00), number);
        return S.Or(S.ShiftLeft(number, 16), sign);
    }
}
