using System.Runtime.Intrinsics;

namespace LossDsl.Kernels.Tests;

/// <summary>The half-precision types, bit by bit, and the exponential, against the platform's own.</summary>
public sealed unsafe class ElementTests
{
    [Fact]
    public void Every_float16_is_read_as_the_platform_reads_it()
    {
        Read<Lanes512, Vector512<float>, Vector512<uint>>();
        Read<Lanes256, Vector256<float>, Vector256<uint>>();
        Read<Lanes128, Vector128<float>, Vector128<uint>>();
        Read<ScalarLanes, float, uint>();

        static void Read<S, V, U>() where S : ILanes<V, U> where V : unmanaged where U : unmanaged
        {
            var words = stackalloc ushort[32];
            float* lower = stackalloc float[16], upper = stackalloc float[16];
            for (var begin = 0; begin < 65536; begin += 2 * S.Count)
            {
                for (var i = 0; i < 2 * S.Count; i++)
                    words[i] = (ushort)(begin + i);
                var (first, second) = HalfPairs<Float16<S, V, U>, S, V, U>.Load((byte*)words);
                S.Store(lower, first);
                S.Store(upper, second);
                for (var i = 0; i < S.Count; i++)
                {
                    Assert.Equal((float)BitConverter.UInt16BitsToHalf(words[2 * i]), lower[i]);
                    Assert.Equal((float)BitConverter.UInt16BitsToHalf(words[2 * i + 1]), upper[i]);
                }

                Assert.Equal(
                    (float)BitConverter.UInt16BitsToHalf(words[0]), HalfElement<Float16<ScalarLanes, float, uint>>.Load((byte*)words));
            }
        }
    }

    [Fact]
    public void Numbers_are_rounded_to_float16_as_the_platform_rounds_them()
    {
        var samples = Samples().Concat(
            // Every float16, the midpoint to the next one, and the neighbours of the midpoint.
            Enumerable.Range(0, 0x7C00).SelectMany(bits =>
            {
                var a = (float)BitConverter.UInt16BitsToHalf((ushort)bits);
                var b = bits == 0x7BFF ? 65536f : (float)BitConverter.UInt16BitsToHalf((ushort)(bits + 1));
                var middle = (a + b) / 2;
                return new[] { a, middle, -middle, BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(middle) + 1), MathF.BitDecrement(middle) };
            }));
        EveryWidth(samples, (a, b, c, d, at) =>
        {
            HalfPairs<Float16<Lanes512, Vector512<float>, Vector512<uint>>, Lanes512, Vector512<float>, Vector512<uint>>.Store(a, Vector512.Load(at), Vector512.Load(at));
            HalfPairs<Float16<Lanes256, Vector256<float>, Vector256<uint>>, Lanes256, Vector256<float>, Vector256<uint>>.Store(b, Vector256.Load(at), Vector256.Load(at));
            HalfPairs<Float16<Lanes128, Vector128<float>, Vector128<uint>>, Lanes128, Vector128<float>, Vector128<uint>>.Store(c, Vector128.Load(at), Vector128.Load(at));
            HalfElement<Float16<ScalarLanes, float, uint>>.Store(d, *at);
        }, value => float.IsNaN(value) ? null : BitConverter.HalfToUInt16Bits((Half)value));
    }

    [Fact]
    public void Numbers_are_rounded_to_bfloat16_to_nearest_even()
    {
        EveryWidth(Samples(), (a, b, c, d, at) =>
        {
            HalfPairs<BFloat16<Lanes512, Vector512<float>, Vector512<uint>>, Lanes512, Vector512<float>, Vector512<uint>>.Store(a, Vector512.Load(at), Vector512.Load(at));
            HalfPairs<BFloat16<Lanes256, Vector256<float>, Vector256<uint>>, Lanes256, Vector256<float>, Vector256<uint>>.Store(b, Vector256.Load(at), Vector256.Load(at));
            HalfPairs<BFloat16<Lanes128, Vector128<float>, Vector128<uint>>, Lanes128, Vector128<float>, Vector128<uint>>.Store(c, Vector128.Load(at), Vector128.Load(at));
            HalfElement<BFloat16<ScalarLanes, float, uint>>.Store(d, *at);
        }, Nearest);

        // The nearer neighbour, ties to even: by distance in float64.
        static ushort? Nearest(float value)
        {
            if (float.IsNaN(value))
                return null;
            var low = (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16);
            var (down, up) = (Distance(low), Distance((ushort)(low + 1)));
            return up < down || (up == down && (low & 1) == 1) ? (ushort)(low + 1) : low;

            double Distance(ushort word)
            {
                var number = (double)BitConverter.UInt32BitsToSingle((uint)word << 16);
                return double.IsInfinity(number) ? Math.Abs(Math.Pow(2, 128) - Math.Abs((double)value)) : Math.Abs(number - value);
            }
        }
    }

    [Fact]
    public void A_pair_stands_in_the_lower_and_the_upper_halves_of_words()
    {
        var words = stackalloc ushort[16];
        HalfPairs<BFloat16<Lanes256, Vector256<float>, Vector256<uint>>, Lanes256, Vector256<float>, Vector256<uint>>.Store(
            (byte*)words, Vector256.Create(1f), Vector256.Create(-2f));
        for (var i = 0; i < 16; i += 2)
            Assert.Equal((0x3F80, 0xC000), (words[i], words[i + 1]));
    }

    private static IEnumerable<float> Samples()
    {
        var random = new Random(9);
        for (var i = 0; i < 100_000; i++)
        {
            var value = BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32));
            if (!float.IsNaN(value))
                yield return value;
        }

        foreach (var value in new[] { 0f, -0f, 1f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 65519.99f, 65520f, 65536f, 1e-8f, 2.9802322e-8f, 5.9604645e-8f, 6.1035156e-5f })
            yield return value;
    }

    private unsafe delegate void Stores(byte* a, byte* b, byte* c, byte* d, float* at);

    private static void EveryWidth(IEnumerable<float> samples, Stores stores, Func<float, ushort?> expected)
    {
        var values = stackalloc float[16];
        var (a, b, c, d) = (new ushort[32], new ushort[16], new ushort[8], new ushort[1]);
        foreach (var value in samples)
        {
            new Span<float>(values, 16).Fill(value);
            fixed (ushort* pa = a, pb = b, pc = c, pd = d)
                stores((byte*)pa, (byte*)pb, (byte*)pc, (byte*)pd, values);
            foreach (var word in new[] { a[0], a[15], a[31], b[3], b[14], c[2], c[7], d[0] })
            {
                if (expected(value) is { } right)
                    Assert.Equal(right, word);
                else
                    Assert.True((word & 0x7FFF) > 0x7C00);
            }
        }
    }
}
