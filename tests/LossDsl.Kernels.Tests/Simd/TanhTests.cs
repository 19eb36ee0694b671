using System.Runtime.Intrinsics;

namespace LossDsl.Kernels.Tests;

/// <summary>The hyperbolic tangent in float32 compared with float64.</summary>
public sealed class TanhTests
{
    [Fact]
    public void It_is_right_to_a_few_units_in_the_last_place()
    {
        Check<Lanes512, Vector512<float>, Vector512<uint>>(Vector512.Create, v => v[11]);
        Check<Lanes256, Vector256<float>, Vector256<uint>>(Vector256.Create, v => v[6]);
        Check<Lanes128, Vector128<float>, Vector128<uint>>(Vector128.Create, v => v[1]);
        Check<ScalarLanes, float, uint>(x => x, v => v);

        static void Check<S, V, U>(Func<float, V> all, Func<V, float> one)
            where S : ILanes<V, U>
            where V : unmanaged
            where U : unmanaged
        {
            var tangent = PreciseTanh<PreciseExponential<S, V, U>, S, V>.Create();
            for (var x = -20f; x < 20; x += 0.00137f)
                Near(x);
            for (var x = 1e-37f; x < 1; x *= 1.01f)
            {
                Near(x);
                Near(-x);
            }

            float[] special = [0, 88, -88, 1e30f, -1e30f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, -float.NaN];
            Assert.Equal([0, 1, -1, 1, -1, 1, -1, float.NaN, float.NaN], special.Select(x => one(tangent.Evaluate(all(x)))));

            void Near(float x)
            {
                var expected = Math.Tanh(x);
                Assert.Equal(expected, one(tangent.Evaluate(all(x))), Math.Abs(expected) * 4e-7);
            }
        }
    }

    [Fact]
    public void It_is_the_same_wherever_a_number_stands()
    {
        var (one, eight) = (
            PreciseTanh<PreciseExponential<ScalarLanes, float, uint>, ScalarLanes, float>.Create(),
            PreciseTanh<PreciseExponential<Lanes256, Vector256<float>, Vector256<uint>>, Lanes256, Vector256<float>>.Create());
        for (var x = -12f; x < 12; x += 0.0037f)
            Assert.Equal(one.Evaluate(x), eight.Evaluate(Vector256.Create(x))[5]);
    }
}
