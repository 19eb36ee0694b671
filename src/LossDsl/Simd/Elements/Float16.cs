using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>float16: 5 bits of exponent, 10 of fraction, moved to where float32 has them.</summary>
internal readonly struct Float16<TLanes, TVector, TBits> : IHalfFormat<TVector, TBits>
    where TLanes : ILanes<TVector, TBits>
    where TVector : unmanaged
    where TBits : unmanaged
{
    private const uint Infinity = 0x7F80_0000;

    /// <summary>
    /// Shifted into place, the exponent is too small by the difference of the biases, 112: one multiplication mends
    /// it, and makes subnormals normal too. What had all ones in its exponent is infinite or NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Widen(TBits bits)
    {
        var sign = TLanes.And(bits, TLanes.Bits(0x8000_0000));
        var magnitude = TLanes.ShiftRight(TLanes.And(bits, TLanes.Bits(0x7FFF_0000)), 3);
        var scaled = TLanes.AsBits(TLanes.Multiply(TLanes.AsFloats(magnitude), TLanes.Broadcast(5192296858534827628530496329220096.0)));
        var finite = TLanes.SelectGreater(magnitude, TLanes.Bits(0x0F7F_FFFF), TLanes.Or(scaled, TLanes.Bits(Infinity)), scaled);
        return TLanes.AsFloats(TLanes.Or(finite, sign));
    }

    /// <summary>
    /// Rounds to nearest, ties to even. Normal numbers: as for bfloat16, 13 bits go. Subnormal ones: added to 1/2, whose
    /// last bit is worth 2⁻²⁴, they are rounded by the addition itself.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBits Narrow(TVector v)
    {
        var bits = TLanes.AsBits(v);
        var sign = TLanes.And(bits, TLanes.Bits(0x8000_0000));
        var magnitude = TLanes.And(bits, TLanes.Bits(0x7FFF_FFFF));

        var odd = TLanes.And(TLanes.ShiftRight(magnitude, 13), TLanes.Bits(1));
        var rebiased = TLanes.Add(TLanes.Subtract(magnitude, TLanes.Bits(112u << 23)), TLanes.Add(TLanes.Bits(0xFFF), odd));
        var half = TLanes.Bits(0x3F00_0000);
        var small = TLanes.Subtract(TLanes.AsBits(TLanes.Add(TLanes.AsFloats(magnitude), TLanes.AsFloats(half))), half);

        var number = TLanes.SelectGreater(TLanes.Bits(113u << 23), magnitude, small, TLanes.ShiftRight(rebiased, 13));
        number = TLanes.SelectGreater(magnitude, TLanes.Bits(0x477F_FFFF), TLanes.Bits(0x7C00), number);
        number = TLanes.SelectGreater(magnitude, TLanes.Bits(Infinity), TLanes.Bits(0x7E00), number);
        return TLanes.Or(TLanes.ShiftLeft(number, 16), sign);
    }
}
