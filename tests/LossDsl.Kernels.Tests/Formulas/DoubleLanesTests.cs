using System.Runtime.Intrinsics;

namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>What vectors of float64 do beyond the functions of terms, as one number does it.</summary>
public sealed class DoubleLanesTests
{
    [Fact]
    public void Every_width_as_one_number()
    {
        Check<DoubleLanes128, Vector128<double>>();
        Check<DoubleLanes256, Vector256<double>>();
        Check<DoubleLanes512, Vector512<double>>();
    }

    private static unsafe void Check<S, V>()
        where S : struct, IElements<V>, IArithmetic<V>, INaturalExponential<S, V>
        where V : unmanaged
    {
        Assert.Equal((sizeof(double), sizeof(V) / sizeof(double)), (S.Size, S.Count));
        double[] a = [.. Enumerable.Range(0, S.Count).Select(i => i - 2.5)], b = [.. a.Select(v => v * v - 1)];
        a[^1] = double.NaN;
        var (va, vb) = (Of(a), Of(b));
        Same((x, y) => DoubleElements.AtLeast(x, y), S.AtLeast(va, vb));
        Same((x, y) => DoubleElements.AtMost(x, y), S.AtMost(va, vb));
        Same((x, y) => DoubleElements.Differs(x, y) is var mask ? DoubleElements.Select(mask, x, y) : 0, S.Select(S.Differs(va, vb), va, vb));
        Same((x, y) => DoubleElements.Unless(DoubleElements.Greater(x, y), x), S.Unless(S.Greater(va, vb), va));
        Same((x, y) => x * y + 1, S.MultiplyAdd(va, vb, S.All(1)));

        Assert.Equal(b.Sum(), S.Sum(vb));
        Assert.Equal(b.Max(), S.Largest(vb));
        Assert.Equal(b.Max(), S.Largest(S.Max(vb, S.All(-100))));
        Assert.True(S.Everywhere(S.Equal(vb, vb)));
        Assert.False(S.Everywhere(S.Equal(va, va)));
        Assert.Equal(Math.Exp(-1.5), At(S.Make().Of(S.All(-1.5)), 0), 1e-15);
        Assert.Equal(At(S.Exp(S.All(3)), 0), At(S.Make().OfNear(S.All(3)), S.Count - 1));

        void Same(Func<double, double, double> one, V vector)
        {
            for (var i = 0; i < S.Count; i++)
                Assert.Equal(one(a[i], b[i]), At(vector, i));
        }

        static V Of(double[] values)
        {
            fixed (double* p = values)
                return S.Load((byte*)p);
        }

        static double At(V vector, int place)
        {
            var values = stackalloc double[8];
            S.Store((byte*)values, vector);
            return values[place];
        }
    }
}
