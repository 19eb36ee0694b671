using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl.Kernels.Tests;

/// <summary>The exponentials, against the platform's own in float64.</summary>
public sealed class ExponentialTests
{
    // How far x is from the reference counts too, as the product with log2(e), and that number, are rounded.
    private const double PerDistance = 7.6e-8;

    [Theory]
    [InlineData(0)]
    [InlineData(-3.7)]
    [InlineData(17.09375)]
    // Half way between two whole numbers, from both sides.
    [InlineData(1.9927990436553955)]
    [InlineData(1.992799162864685)]
    [InlineData(-1.9927996397018433)]
    [InlineData(250)]
    [InlineData(1e4)]
    [InlineData(-3e5)]
    public void The_quick_one_is_right_to_its_polynomial(double reference)
    {
        Assert.SkipUnless(Lanes256.IsFused, "this processor cannot multiply and add with one rounding");
        Check<QuickExponential<Lanes512, Vector512<float>, Vector512<uint>>, Vector512<float>>(reference, Vector512.Create, v => v[9]);
        Check<QuickExponential<Lanes256, Vector256<float>, Vector256<uint>>, Vector256<float>>(reference, Vector256.Create, v => v[6]);
        Check<QuickExponential<Lanes128, Vector128<float>, Vector128<uint>>, Vector128<float>>(reference, Vector128.Create, v => v[3]);

        static void Check<X, V>(double reference, Func<float, V> all, Func<V, float> one)
            where X : struct, IExponential<X, V>
            where V : unmanaged => Right<X, V>(reference, all, one, error: 7.5e-7);
    }

    [Fact]
    public void No_reference_is_special()
    {
        Assert.SkipUnless(Lanes256.IsFused, "this processor cannot multiply and add with one rounding");
        var random = new Random(5);
        for (var i = 0; i < 300_000; i++)
        {
            var reference = (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(7)));
            var exponential = QuickExponential<Lanes256, Vector256<float>, Vector256<uint>>.From(reference);
            var x = Vector256.Create(
                float.NegativeInfinity, reference - 100, reference, reference + 89, float.PositiveInfinity, float.NaN,
                reference - (float)random.NextDouble(), reference - 80 * (float)random.NextDouble());
            var e = exponential.End(exponential.Begin(x));
            Assert.Equal((0f, 0f), (e[0], e[1]));
            Assert.Equal((float)exponential.Unit, e[2]);
            Assert.Equal(1, exponential.Unit, 1.3e-7);
            Assert.Equal((float.PositiveInfinity, float.PositiveInfinity, float.NaN), (e[3], e[4], e[5]));
            for (var k = 6; k < 8; k++)
            {
                var right = Math.Exp((double)x[k] - reference);
                Assert.Equal(right, e[k], right * (7.5e-7 + ((double)reference - x[k]) * PerDistance));
            }
        }
    }

    [Fact]
    public void The_precise_one_is_right_to_three_units_in_the_last_place()
    {
        Check<PreciseExponential<Lanes512, Vector512<float>, Vector512<uint>>, Vector512<float>>(Vector512.Create, v => v[7]);
        Check<PreciseExponential<Lanes256, Vector256<float>, Vector256<uint>>, Vector256<float>>(Vector256.Create, v => v[7]);
        Check<PreciseExponential<Lanes128, Vector128<float>, Vector128<uint>>, Vector128<float>>(Vector128.Create, v => v[2]);
        Check<PreciseExponential<LanesOne, float, uint>, float>(x => x, v => v);

        static void Check<X, V>(Func<float, V> all, Func<V, float> one)
            where X : struct, INaturalExponential<X, V>
            where V : unmanaged
        {
            var exponential = X.Make();
            for (var x = -86.9f; x < 88; x += 0.0073f)
            {
                var expected = Math.Exp(x);
                Assert.Equal(expected, one(exponential.Of(all(x))), expected * (2.5e-7 + Math.Abs(x) * PerDistance));
                if (Math.Abs(x) <= 80)
                    Assert.Equal(one(exponential.Of(all(x))), one(exponential.OfNear(all(x))));
            }

            float[] special = [0, -1e6f, 90, 1e30f, float.NegativeInfinity, float.PositiveInfinity, float.NaN, -float.NaN];
            Assert.Equal(
                [1, 0, float.PositiveInfinity, float.PositiveInfinity, 0, float.PositiveInfinity, float.NaN, float.NaN],
                special.Select(x => one(exponential.Of(all(x)))));
        }
    }

    [Fact]
    public void The_precise_one_is_the_same_wherever_a_number_stands()
    {
        var (one, eight) = (
            PreciseExponential<LanesOne, float, uint>.Make(),
            PreciseExponential<Lanes256, Vector256<float>, Vector256<uint>>.Make());
        for (var x = -90f; x < 90; x += 0.0037f)
            Assert.Equal(one.Of(x), eight.Of(Vector256.Create(x))[5]);
    }

    [Fact]
    public void The_wide_one_is_right_to_three_units_in_the_last_place()
    {
        Assert.SkipUnless(Avx512DQ.IsSupported, "this processor has no AVX-512");
        Right<WideExponential, Vector512<float>>(2.5f, Vector512.Create, v => v[3], error: 2.5e-7);
    }

    [Fact]
    public void The_table_is_the_same_without_the_instruction()
    {
        var places = Vector256.Create(0u, 1, 2, 3, 7, 6, 5, 0xFFFF_FFFC);
        var table = Lanes256.Repeat(Vector128.Create(1f, 2, 3, 4));
        Assert.Equal(Vector256.Create(1f, 2, 3, 4, 4, 3, 2, 1), Lanes256.Lookup(table, places));
        Assert.Equal(Vector128.Create(1f, 2, 3, 4), Vector128.Shuffle(table.GetLower(), places.GetLower().AsInt32() & Vector128.Create(3)));
    }

    private static void Right<X, V>(double reference, Func<float, V> all, Func<V, float> one, double error)
        where X : struct, IExponential<X, V>
        where V : unmanaged
    {
        Assert.True(X.Reaches(reference));
        var exponential = X.From(reference);
        for (var distance = -86.9; distance < 88; distance += 0.0073)
        {
            var x = (float)(reference + distance);
            var expected = Math.Exp(x - reference);
            var bound = expected * (error + Math.Abs(x - reference) * PerDistance);
            Assert.Equal(expected, Of(x), bound);
            Assert.Equal(expected, one(exponential.End(exponential.BeginBelow(all(x)))), bound);
            Assert.Equal(expected + 1, one(exponential.End(exponential.Begin(all(x)), all(1))), bound + (expected + 1) * 6e-8);
        }

        Assert.Equal(0, Of(float.NegativeInfinity));
        Assert.Equal(0, Of((float)(reference - 1e6)));
        for (var below = 87.3; below < 89; below += 0.003)
            Assert.InRange(Of((float)(reference - below)), 0, 1.5e-38f);
        Assert.Equal(float.PositiveInfinity, Of((float)(reference + 90)));
        Assert.Equal(float.PositiveInfinity, Of(float.PositiveInfinity));
        Assert.Equal(float.NaN, Of(float.NaN));
        Assert.Equal(float.NaN, Of(-float.NaN));
        Assert.Equal(exponential.Unit, Of((float)reference), Math.Abs((float)reference - reference) * 2);
        Assert.Equal(1, exponential.Unit, 1.3e-7);

        float Of(float x) => one(exponential.End(exponential.Begin(all(x))));
    }
}
