namespace LossDsl.Kernels.Tests;

/// <summary>Log-sum-exp and gradient of single rows compared with float64, for every vector width.</summary>
public sealed unsafe class RowKernelTests
{
    // Lengths around every boundary: one vector, four vectors, blocks; and the vocabularies of real models.
    private static readonly int[] Vocabularies =
        [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 127, 1000, 2047, 2048, 2049, 4095, 4099, 8191, 8192, 8197, 32000, 50257, 151936, 300_000];

    public static TheoryData<int, ScalarType, int> Cases() => new(
        from width in Widths.All
        from type in Widths.Types
        from vocabulary in Vocabularies
        where vocabulary < 9000 || type is ScalarType.Float32 or ScalarType.BFloat16
        select (width, type, vocabulary));

    public static TheoryData<int, ScalarType, double, double> Shapes() => new(
        from width in Widths.All
        from type in Widths.Types
        from spread in new[] { 0.0, 0.01, 30, 300 }
        from centre in new[] { 0.0, 1e4, -1e4, 3e5, -1e6 }
        where Math.Abs(centre) < 65504 || type != ScalarType.Float16
        select (width, type, centre, spread));

    // The widths with types that are computed in float32.
    public static TheoryData<int, ScalarType> Singles() => new(
        from width in Widths.All
        from type in Widths.Types
        where type != ScalarType.Float64
        select (width, type));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_vocabulary(int width, ScalarType type, int vocabulary)
    {
        using var row = new Row(type, Normal(vocabulary, seed: vocabulary, centre: 0, spread: 3));
        Check(width, row, target: vocabulary * 2 / 3, g: -0.37);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_size_of_logits(int width, ScalarType type, double centre, double spread)
    {
        using var row = new Row(type, Normal(5003, seed: 1, centre, spread));
        Check(width, row, target: 77, g: 1.5);
    }

    // The reference of the exponentials must be raised: in the middle of a row, repeatedly, and from minus infinity.
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Logits_that_rise_along_the_row(int width, ScalarType type, double centre, double spread)
    {
        var values = Normal(9001, seed: 2, centre: 0, spread: 1);
        for (var i = 0; i < values.Length; i++)
            values[i] = i < 2100 ? double.NegativeInfinity : values[i] + centre + spread * i / 2000;
        using var row = new Row(type, values);
        Check(width, row, target: 8000, g: 1);
    }

    // Increases that just raise the reference, ones that just do not, and many of them: in a later block and in the next one.
    [Theory]
    [MemberData(nameof(Singles))]
    public void Logits_that_rise_once(int width, ScalarType type)
    {
        foreach (var above in new[] { 5, 10.5, 10.9375, 11, 11.0625, 11.5, 12, 16, 20, 40, 56, 87, 90 })
        {
            var values = Normal(30_000, seed: 8, centre: 0, spread: 0.001);
            for (var i = 9000; i < 26_000; i++)
                values[i] = above;
            using var row = new Row(type, values);
            Check(width, row, target: 20_000, g: 1);
        }
    }

    // Adding the same number many times accumulates the same rounding error in the same direction.
    [Theory]
    [MemberData(nameof(Singles))]
    public void Logits_that_are_all_the_same_but_one(int width, ScalarType type)
    {
        for (var above = 0.02; above < 1.5; above += 0.17)
        {
            using var row = new Row(type, [.. Enumerable.Range(0, 9000).Select(i => i == 4000 ? above : 0)]);
            Check(width, row, target: 8000, g: 1);
        }
    }

    internal static void Check(int width, Row row, int target, double g)
    {
        var kernel = RowKernelFactory.Create(row.Type, width);
        var x = row.Values;
        var lse = LogSumExp(x);
        var scale = row.Type == ScalarType.Float64 ? 1e-14 : 1;

        var found = kernel.LogSumExp(row.Start, row.Length);
        Near(lse, found, 2e-6 * scale + Math.Abs(lse) * 4e-16);

        using var fresh = new Row(row.Type, row.Length);
        kernel.Gradient(row.Start, fresh.Start, row.Length, target, found, g);
        Gradients(x, lse, fresh, target, g, scale);
        fresh.AssertGuards();
        Assert.Equal(x, row.Values);

        var logprob = row.GradientInPlace(kernel, target, 5, (index, y) => index == 5 ? g + 0 * y : double.NaN);
        Near(x[target] - lse, logprob, 2e-6 * scale + Math.Abs(lse) * 4e-16);
        Gradients(x, lse, row, target, g, scale);
        row.AssertGuards();
    }

    private static void Gradients(double[] x, double lse, Row gradient, int target, double g, double scale)
    {
        // Relative to each entry: the error of the computation, and once the rounding when stored. Below that, half a
        // subnormal of float16,
        // or what float32 flushes to zero.
        var (relative, absolute) = (2e-6 * scale + Widths.Rounding(gradient.Type), 3e-8);
        if (gradient.Type is ScalarType.Float32 or ScalarType.BFloat16 or ScalarType.Float64)
            absolute = Math.Abs(g) * 1.7e-38;
        for (var j = 0; j < x.Length; j++)
        {
            var p = Math.Exp(x[j] - lse);
            // The exponent is rounded twice, which counts as far as it is from 0; lse itself once.
            var exponent = double.IsFinite(x[j]) ? Math.Abs(x[j] - lse) : 0;
            var slack = relative + exponent * 1.3e-7 * scale + Math.Abs(lse) * 1e-15;
            Near(j == target ? g * (1 - p) : -g * p, gradient[j], Math.Abs(g * p) * slack + (j == target ? Math.Abs(g) * slack : 0) + absolute);
        }
    }

    private static void Near(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance, $"expected {expected:R}, got {actual:R}, further than {tolerance:R}");

    internal static double LogSumExp(double[] x)
    {
        var largest = x.Max();
        return largest + Math.Log(x.Sum(v => Math.Exp(v - largest)));
    }

    internal static double[] Normal(int count, int seed, double centre, double spread)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
            centre + spread * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }
}
