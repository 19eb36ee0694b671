using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>float16: 5 bits of exponent and 10 of fraction, shifted to their position in a float32.</summary>
internal readonly struct Float16<TLanes, TVector, TBits> : IHalfFormat<TVector, TBits>
    where TLanes : ILanes<TVector, TBits>
    where TVector : unmanaged
    where TBits : unmanaged
{
    private const uint Infinity = 0x7F80_0000;

    /// <summary>
    /// After the shift, the exponent is too small by 112, the difference of the two biases. One multiplication corrects
    /// it and also normalizes subnormals. An exponent of all ones means infinity or NaN.
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
    /// Rounds to nearest, ties to even. Normal results: as for bfloat16, but 13 bits are dropped. Subnormal results: the value is added to
    /// 1/2, whose last bit is worth 2⁻²⁴, so the addition itself rounds.
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
