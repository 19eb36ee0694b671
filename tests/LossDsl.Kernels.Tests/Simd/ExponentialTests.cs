using System.Runtime.Intrinsics;

namespace LossDsl.Kernels.Tests;

/// <summary>The exponentials compared with the platform's exponential in float64.</summary>
public sealed class ExponentialTests
{
    // log2(e) is rounded to float32: that error grows with the distance of x from the reference.
    private const double PerDistance = 1.4e-8;

    // The error bounds that the documentation of the exponentials derives.
    private const double FastBound = 8.3e-7;
    private const double Avx512Bound = 7.5e-7;
    private const double Avx512BoundOfLargeReferences = 1.1e-6;
    private const double Avx512PerDistance = 7.4e-8;

    public static TheoryData<double> References =>
    [
        0, -3.7, 17.09375,
        // Near half-integers, from both sides.
        1.9927990436553955, 1.992799162864685, -1.9927996397018433,
        // Where one of the sixteen table entries ends and the next begins.
        2.0144588947296143, 2.0144591331481934,
        250, 1e4, -1.8e5,
    ];

    [Theory]
    [MemberData(nameof(References))]
    public void The_fast_one_keeps_its_bound(double reference)
    {
        Assert.SkipUnless(Lanes256.IsFused, "this processor cannot multiply and add with one rounding");
        Check<Lanes512, Vector512<float>, Vector512<uint>>(reference, Vector512.Create, v => v[9]);
        Check<Lanes256, Vector256<float>, Vector256<uint>>(reference, Vector256.Create, v => v[6]);
        Check<Lanes128, Vector128<float>, Vector128<uint>>(reference, Vector128.Create, v => v[3]);

        static void Check<TLanes, TVector, TBits>(double reference, Func<float, TVector> all, Func<TVector, float> one)
            where TLanes : IVectorLanes<TVector, TBits>
            where TVector : unmanaged
            where TBits : unmanaged => CheckBound<FastExponential<TLanes, TVector, TBits>, TVector>(reference, all, one, FastBound, PerDistance);
    }

    [Theory]
    [MemberData(nameof(References))]
    public void That_of_AVX_512_keeps_its_bound(double reference)
    {
        Assert.SkipUnless(Avx512Exponential.IsSupported, "this processor has no AVX-512");
        var bound = Math.Abs(reference) < 45_000 ? Avx512Bound : Avx512BoundOfLargeReferences;
        CheckBound<Avx512Exponential, Vector512<float>>(reference, Vector512.Create, v => v[9], bound, Avx512PerDistance);
    }

    [Fact]
    public void No_reference_is_special_to_the_fast_one()
    {
        Assert.SkipUnless(Lanes256.IsFused, "this processor cannot multiply and add with one rounding");
        CheckReferences<FastExponential<Lanes256, Vector256<float>, Vector256<uint>>, Vector256<float>>(
            1.4e6, x => x, (v, i) => v[i], FastBound, PerDistance);
    }

    [Fact]
    public void No_reference_is_special_to_that_of_AVX_512()
    {
        Assert.SkipUnless(Avx512Exponential.IsSupported, "this processor has no AVX-512");
        CheckReferences<Avx512Exponential, Vector512<float>>(
            9e4, x => Vector512.Create(x, x), (v, i) => v[i + 8], Avx512Bound, Avx512PerDistance);
        CheckReferences<Avx512Exponential, Vector512<float>>(
            2.9e6, x => Vector512.Create(x, x), (v, i) => v[i + 8], Avx512BoundOfLargeReferences, Avx512PerDistance);
    }

    [Fact]
    public void The_precise_one_is_right_to_three_units_in_the_last_place()
    {
        Check<PreciseExponential<Lanes512, Vector512<float>, Vector512<uint>>, Vector512<float>>(Vector512.Create, v => v[7]);
        Check<PreciseExponential<Lanes256, Vector256<float>, Vector256<uint>>, Vector256<float>>(Vector256.Create, v => v[7]);
        Check<PreciseExponential<Lanes128, Vector128<float>, Vector128<uint>>, Vector128<float>>(Vector128.Create, v => v[2]);
        Check<PreciseExponential<ScalarLanes, float, uint>, float>(x => x, v => v);

        static void Check<TExp, TVector>(Func<float, TVector> all, Func<TVector, float> one)
            where TExp : struct, INaturalExponential<TExp, TVector>
            where TVector : unmanaged
        {
            // Without a fused multiplication and addition x * log2(e) is rounded too.
            var perDistance = Lanes256.IsFused ? PerDistance : PerDistance + 1.0 / (1 << 24);
            var exponential = TExp.Create();
            for (var x = -86.9f; x < 88; x += 0.0073f)
            {
                var expected = Math.Exp(x);
                Assert.Equal(expected, one(exponential.Evaluate(all(x))), expected * (2.5e-7 + Math.Abs(x) * perDistance));
                if (Math.Abs(x) <= 80)
                    Assert.Equal(one(exponential.Evaluate(all(x))), one(exponential.EvaluateNear(all(x))));
            }

            float[] special = [0, -1e6f, 90, 1e30f, float.NegativeInfinity, float.PositiveInfinity, float.NaN, -float.NaN];
            Assert.Equal(
                [1, 0, float.PositiveInfinity, float.PositiveInfinity, 0, float.PositiveInfinity, float.NaN, float.NaN],
                special.Select(x => one(exponential.Evaluate(all(x)))));
        }
    }

    [Fact]
    public void The_precise_one_is_the_same_wherever_a_number_stands()
    {
        var (one, eight) = (
            PreciseExponential<ScalarLanes, float, uint>.Create(),
            PreciseExponential<Lanes256, Vector256<float>, Vector256<uint>>.Create());
        for (var x = -90f; x < 90; x += 0.0037f)
            Assert.Equal(one.Evaluate(x), eight.Evaluate(Vector256.Create(x))[5]);
    }

    [Fact]
    public void A_table_gives_what_the_lowest_bits_name()
    {
        Check<Lanes512, Vector512<float>, Vector512<uint>>(v => v[13]);
        Check<Lanes256, Vector256<float>, Vector256<uint>>(v => v[6]);
        Check<Lanes128, Vector128<float>, Vector128<uint>>(v => v[3]);

        static void Check<TLanes, TVector, TBits>(Func<TVector, float> one)
            where TLanes : IVectorLanes<TVector, TBits>
            where TVector : unmanaged
            where TBits : unmanaged
        {
            float[] entries = [0.5f, 1.5f, 2.5f, 3.5f];
            var table = TLanes.Table(entries);
            for (var place = 0u; place < 64; place++)
            {
                var expected = entries[place % entries.Length];
                Assert.Equal(expected, one(TLanes.Lookup(table, TLanes.Bits(place))));
                Assert.Equal(expected, one(TLanes.Lookup(table, TLanes.Bits(place | 0xFFFF_FFC0))));
            }
        }
    }

    [Fact]
    public void Each_element_of_a_vector_selects_an_entry_of_its_own()
    {
        var indices = Vector512.Create(0u, 1, 2, 3, 7, 6, 5, 4, 15, 14, 13, 12, 0xFFFF_FFF8, 9, 10, 11);
        var found = Lanes512.Lookup(Lanes512.Table([0, 1, 2, 3]), indices);
        for (var i = 0; i < 16; i++)
            Assert.Equal(indices[i] & 3, found[i]);
        var half = Lanes256.Lookup(Lanes256.Table([0, 1, 2, 3]), indices.GetLower());
        for (var i = 0; i < 8; i++)
            Assert.Equal(indices[i] & 3, half[i]);
    }

    // References from the largest that an exponential supports down to small ones, with eight numbers around each.
    private static void CheckReferences<TExp, TVector>(
        double width, Func<Vector256<float>, TVector> vector, Func<TVector, int, float> at, double error, double perDistance)
        where TExp : struct, IExponential<TExp, TVector>
        where TVector : unmanaged
    {
        var random = new Random(5);
        for (var i = 0; i < 200_000; i++)
        {
            var reference = (float)((random.NextDouble() - 0.5) * width * Math.Pow(10, -random.Next(7)));
            Assert.True(TExp.Supports(reference));
            var exponential = TExp.From(reference);
            var x = Vector256.Create(
                float.NegativeInfinity, reference - 110, reference, reference + 89, float.PositiveInfinity, float.NaN,
                reference - (float)random.NextDouble(), reference - 80 * (float)random.NextDouble());
            var e = exponential.End(exponential.Begin(vector(x)));
            Assert.Equal((0f, 0f), (at(e, 0), at(e, 1)));
            Assert.Equal((float)exponential.Unit, at(e, 2));
            Assert.Equal(1, exponential.Unit, 1.3e-7);
            Assert.Equal((float.PositiveInfinity, float.PositiveInfinity, float.NaN), (at(e, 3), at(e, 4), at(e, 5)));
            for (var k = 6; k < 8; k++)
            {
                var expected = Math.Exp((double)x[k] - reference);
                Assert.Equal(expected, at(e, k), expected * (error + ((double)reference - x[k]) * perDistance));
            }
        }
    }

    private static void CheckBound<TExp, TVector>(
        double reference, Func<float, TVector> all, Func<TVector, float> one, double error, double perDistance)
        where TExp : struct, IExponential<TExp, TVector>
        where TVector : unmanaged
    {
        Assert.True(TExp.Supports(reference));
        var exponential = TExp.From(reference);
        for (var distance = -86.9; distance < 88; distance += 0.0073)
        {
            var x = (float)(reference + distance);
            var expected = Math.Exp(x - reference);
            var bound = expected * (error + Math.Abs(x - reference) * perDistance);
            Assert.Equal(expected, Evaluate(x), bound);
            Assert.Equal(expected, one(exponential.End(exponential.BeginBounded(all(x)))), bound);
            Assert.Equal(expected + 1, one(exponential.End(exponential.Begin(all(x)), all(1))), bound + (expected + 1) * 6e-8);
        }

        Assert.Equal(0, Evaluate(float.NegativeInfinity));
        Assert.Equal(0, Evaluate((float)(reference - 1e6)));
        for (var below = 87.3; below < 89; below += 0.003)
            Assert.InRange(Evaluate((float)(reference - below)), 0, 1.5e-38f);
        Assert.Equal(float.PositiveInfinity, Evaluate((float)(reference + 90)));
        Assert.Equal(float.PositiveInfinity, Evaluate(float.PositiveInfinity));
        Assert.Equal(float.NaN, Evaluate(float.NaN));
        Assert.Equal(float.NaN, Evaluate(-float.NaN));
        Assert.Equal(exponential.Unit, Evaluate((float)reference), Math.Abs((float)reference - reference) * 2);
        Assert.Equal(1, exponential.Unit, 1.3e-7);

        float Evaluate(float x) => one(exponential.End(exponential.Begin(all(x))));
    }
}
