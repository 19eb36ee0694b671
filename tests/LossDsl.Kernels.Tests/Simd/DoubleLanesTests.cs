using System.Runtime.Intrinsics;

namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>Operations of float64 vectors that functions of terms do not use, compared with scalars.</summary>
public sealed class DoubleLanesTests
{
    [Fact]
    public void Every_width_as_one_number()
    {
        Check<DoubleLanes128, Vector128<double>>();
        Check<DoubleLanes256, Vector256<double>>();
        Check<DoubleLanes512, Vector512<double>>();
    }

    private static unsafe void Check<TLanes, TVector>()
        where TLanes : struct, IElements<TVector>, IArithmetic<TVector>, INaturalExponential<TLanes, TVector>
        where TVector : unmanaged
    {
        Assert.Equal((sizeof(double), sizeof(TVector) / sizeof(double)), (TLanes.Size, TLanes.Count));
        double[] a = [.. Enumerable.Range(0, TLanes.Count).Select(i => i - 2.5)], b = [.. a.Select(v => v * v - 1)];
        a[^1] = double.NaN;
        var (va, vb) = (Evaluate(a), Evaluate(b));
        Same((x, y) => DoubleElements.ClampMin(x, y), TLanes.ClampMin(va, vb));
        Same((x, y) => DoubleElements.ClampMax(x, y), TLanes.ClampMax(va, vb));
        Same((x, y) => DoubleElements.NotEqual(x, y) is var mask ? DoubleElements.Select(mask, x, y) : 0, TLanes.Select(TLanes.NotEqual(va, vb), va, vb));
        Same((x, y) => DoubleElements.ZeroWhere(DoubleElements.Greater(x, y), x), TLanes.ZeroWhere(TLanes.Greater(va, vb), va));
        Same((x, y) => x * y + 1, TLanes.MultiplyAdd(va, vb, TLanes.Broadcast(1)));

        Assert.Equal(b.Sum(), TLanes.Sum(vb));
        Assert.Equal(b.Max(), TLanes.MaxElement(vb));
        Assert.Equal(b.Max(), TLanes.MaxElement(TLanes.Max(vb, TLanes.Broadcast(-100))));
        Assert.True(TLanes.AllTrue(TLanes.Equal(vb, vb)));
        Assert.False(TLanes.AllTrue(TLanes.Equal(va, va)));
        Assert.Equal(Math.Exp(-1.5), At(TLanes.Create().Evaluate(TLanes.Broadcast(-1.5)), 0), 1e-15);
        Assert.Equal(At(TLanes.Exp(TLanes.Broadcast(3)), 0), At(TLanes.Create().EvaluateNear(TLanes.Broadcast(3)), TLanes.Count - 1));

        void Same(Func<double, double, double> one, TVector vector)
        {
            for (var i = 0; i < TLanes.Count; i++)
                Assert.Equal(one(a[i], b[i]), At(vector, i));
        }

        static TVector Evaluate(double[] values)
        {
            fixed (double* p = values)
                return TLanes.Load((byte*)p);
        }

        static double At(TVector vector, int place)
        {
            var values = stackalloc double[8];
            TLanes.Store((byte*)values, vector);
            return values[place];
        }
    }
}
