namespace LossDsl.Kernels.Tests;

/// <summary>The softcap of single rows and its gradient compared with float64, for every vector width.</summary>
public sealed unsafe class SoftcapKernelTests
{
    // Lengths around every vector boundary.
    private static readonly int[] Vocabularies = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 127, 1000, 4099, 32000];

    private static readonly SoftcapCurve[] Curves = [new(1.0 / 30, 30), new(0.25, 2), new(3, 0.5), new(1e-6, 1e6), new(1e-18, 1e18)];

    public static TheoryData<int, ScalarType, int> Cases() => new(
        from width in Widths.All
        from type in new[] { float32, float64 }
        from vocabulary in Vocabularies
        select (width, type, vocabulary));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_vocabulary_and_curve(int width, ScalarType type, int vocabulary)
    {
        foreach (var curve in Curves)
        {
            foreach (var spread in new[] { 0.01, 3, 100 })
                Check(width, type, RowKernelTests.Normal(vocabulary, seed: vocabulary, centre: 0, spread), curve);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Infinite_logits_are_bounded_and_get_no_gradient(int width)
    {
        foreach (var type in new[] { float32, float64 })
        {
            var values = RowKernelTests.Normal(70, seed: 1, centre: 0, spread: 1);
            (values[3], values[40], values[69]) = (double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity);
            var curve = new SoftcapCurve(0.5, 2);
            Check(width, type, values, curve);

            using var row = new Row(type, values);
            SoftcapKernelFactory.Create(type, width).ApplyInPlace(row.Start, row.Length, curve);
            Assert.Equal([2, -2, 2], [row[3], row[40], row[69]]);
            SoftcapKernelFactory.Create(type, width).Gradient(row.Start, row.Start, row.Length, 3, 5, 1, curve);
            Assert.All([row[3], row[40], row[69]], entry => Assert.Equal(0, entry));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void NaN_stays_NaN(int width)
    {
        var values = RowKernelTests.Normal(37, seed: 1, centre: 0, spread: 1);
        (values[5], values[36]) = (double.NaN, double.NaN);
        using var row = new Row(float32, values);
        SoftcapKernelFactory.Create(float32, width).ApplyInPlace(row.Start, row.Length, new SoftcapCurve(0.5, 2));
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(double.IsNaN(values[i]), double.IsNaN(row[i]));
    }

    [Fact]
    public void Half_precision_is_refused() =>
        Assert.Contains("float32 or float64", Assert.Throws<ArgumentException>(() => SoftcapKernelFactory.Create(float16)).Message);

    private static void Check(int width, ScalarType type, double[] values, SoftcapCurve curve)
    {
        var (kernel, target, g) = (SoftcapKernelFactory.Create(type, width), values.Length * 2 / 3, -0.37);
        var scale = type == float64 ? 1e-8 : 1;
        using var row = new Row(type, values);
        var x = row.Values;
        kernel.ApplyInPlace(row.Start, row.Length, curve);
        var y = row.Values;
        for (var i = 0; i < x.Length; i++)
        {
            var expected = curve.Height * Math.Tanh(curve.Inner * x[i]);
            Assert.Equal(expected, y[i], Math.Abs(expected) * 6e-7 * scale);
        }

        var lse = RowKernelTests.LogSumExp(y);
        using var fresh = new Row(type, row.Length);
        kernel.Gradient(row.Start, fresh.Start, row.Length, target, lse, g, curve);
        Gradients(fresh, target);
        fresh.AssertGuards();
        Assert.Equal(y, row.Values);

        // The target column is on another rank, and the loss does not depend on the row.
        kernel.Gradient(row.Start, fresh.Start, row.Length, -1, lse, g, curve);
        Gradients(fresh, -1);
        kernel.Gradient(row.Start, fresh.Start, row.Length, target, lse, 0, curve);
        Assert.All(fresh.Values, entry => Assert.Equal(0, entry));

        kernel.Gradient(row.Start, row.Start, row.Length, target, lse, g, curve);
        Gradients(row, target);
        row.AssertGuards();

        void Gradients(Row gradient, int place)
        {
            for (var j = 0; j < y.Length; j++)
            {
                var (p, t) = (Math.Exp(y[j] - lse), y[j] / curve.Height);
                var outer = g * ((j == place ? 1 : 0) - p);
                // The quotient is rounded before 1 is taken off.
                var slack = (3e-6 + Math.Abs(y[j] - lse) * 1.3e-7) * scale * (1 - t * t) + 2e-7 * scale;
                var size = Math.Abs(g * p) + (j == place ? Math.Abs(g) : 0);
                var tolerance = curve.Steepest * size * slack + 2e-38;
                Assert.Equal(outer * curve.DerivativeAt(y[j]), gradient[j], tolerance);
            }
        }
    }
}
