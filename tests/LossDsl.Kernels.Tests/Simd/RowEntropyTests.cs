namespace LossDsl.Kernels.Tests;

/// <summary>The entropy of single rows and its gradient against float64, on every width of vector.</summary>
public sealed unsafe class RowEntropyTests
{
    private static readonly int[] Vocabularies = [1, 2, 3, 7, 8, 9, 15, 17, 31, 33, 63, 64, 65, 127, 1000, 4095, 4099, 8197, 50257];

    public static TheoryData<int, ScalarType, int> Cases() => new(
        from width in Widths.All from type in Widths.Types from vocabulary in Vocabularies select (width, type, vocabulary));

    public static TheoryData<int, ScalarType, double, double> Shapes() => new(
        from width in Widths.All
        from type in Widths.Types
        from spread in new[] { 0.0, 0.01, 5, 30, 300 }
        from centre in new[] { 0.0, 1e4, -1e4, 3e5 }
        where Math.Abs(centre) < 65504 || type != ScalarType.Float16
        select (width, type, centre, spread));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_vocabulary(int width, ScalarType type, int vocabulary)
    {
        using var row = new Row(type, RowKernelTests.Normal(vocabulary, seed: vocabulary, centre: 0, spread: 3));
        Check(width, row, target: vocabulary * 2 / 3, (-0.37, 0.81));
        Check(width, row, target: -1, (0.5, -0.2));
        Check(width, row, target: 0, (0, 1));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_size_of_logits(int width, ScalarType type, double centre, double spread)
    {
        using var row = new Row(type, RowKernelTests.Normal(5003, seed: 1, centre, spread));
        Check(width, row, target: 77, (1.5, -0.6));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Logits_that_rise_along_the_row(int width, ScalarType type, double centre, double spread)
    {
        var values = RowKernelTests.Normal(9001, seed: 2, centre: 0, spread: 1);
        for (var i = 0; i < values.Length; i++)
            values[i] = i < 2100 || i % 7 == 0 ? double.NegativeInfinity : values[i] + centre + spread * i / 2000;
        using var row = new Row(type, values);
        Check(width, row, target: 8000, (1, 1));
        Check(width, row, target: 7, (1, 1));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Without_a_slope_by_the_entropy_the_gradient_is_that_of_the_logprob_alone(int width, ScalarType type, int vocabulary)
    {
        using var row = new Row(type, RowKernelTests.Normal(vocabulary, seed: 4, centre: 1, spread: 3));
        var kernel = RowKernelFactory.Create(type, width);
        var lse = kernel.LogSumExp(row.Start, row.Length);
        using var alone = new Row(type, row.Length);
        using var both = new Row(type, row.Length);
        kernel.Gradient(row.Start, alone.Start, row.Length, 0, lse, 0.7);
        kernel.Gradient(row.Start, both.Start, row.Length, 0, new RowEntropy(lse, 1), (0.7, 0));
        Assert.Equal(alone.Values, both.Values);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_no_number_makes_none(int width, ScalarType type, int vocabulary)
    {
        foreach (var poison in new[] { double.NaN, double.PositiveInfinity })
        {
            var values = RowKernelTests.Normal(vocabulary, seed: 3, centre: 0, spread: 3);
            values[vocabulary / 2] = poison;
            using var row = new Row(type, values);
            var (lse, entropy) = RowKernelFactory.Create(type, width).LogSumExpAndEntropy(row.Start, row.Length);
            Assert.True(double.IsNaN(lse));
            Assert.True(double.IsNaN(entropy));
        }

        using var nothing = new Row(type, [.. Enumerable.Repeat(double.NegativeInfinity, vocabulary)]);
        Assert.True(double.IsNaN(RowKernelFactory.Create(type, width).LogSumExpAndEntropy(nothing.Start, nothing.Length).Entropy));
    }

    private static void Check(int width, Row row, int target, (double Logprob, double Entropy) g)
    {
        var kernel = RowKernelFactory.Create(row.Type, width);
        var x = row.Values;
        var lse = RowKernelTests.LogSumExp(x);
        var p = Array.ConvertAll(x, each => Math.Exp(each - lse));
        var entropy = -x.Zip(p, (each, probability) => probability == 0 ? 0 : probability * (each - lse)).Sum();
        // A float64 log-sum-exp at 1e5 is rounded by 1e-11.
        var (scale, shift) = (row.Type == ScalarType.Float64 ? 1e-14 : 1, Math.Abs(lse) * 1e-15);

        var found = kernel.LogSumExpAndEntropy(row.Start, row.Length);
        Near(lse, found.LogSumExp, 3e-6 * scale + shift, "lse");
        Near(entropy, found.Entropy, 4e-6 * scale + 16 * shift, "entropy");

        using var fresh = new Row(row.Type, row.Length);
        kernel.Gradient(row.Start, fresh.Start, row.Length, target, new RowEntropy(found.LogSumExp, found.Entropy), g);
        var size = Math.Abs(g.Logprob) + Math.Abs(g.Entropy);
        for (var j = 0; j < x.Length; j++)
        {
            var distance = p[j] == 0 ? 0 : Math.Abs(x[j] - lse);
            var expected = (j == target ? g.Logprob : 0) - g.Logprob * p[j] - (p[j] == 0 ? 0 : g.Entropy * p[j] * (x[j] - lse + entropy));
            var slack = (6e-6 * scale + 16 * shift + distance * 2.6e-7 * scale) * (1 + distance + entropy);
            // Below, half a subnormal of float16, or a probability that float32 flushes to zero.
            var absolute = row.Type == ScalarType.Float16 ? 3e-8 : size * 1.7e-38 * (1 + distance + entropy);
            Near(expected, fresh[j], Math.Abs(expected) * Widths.Rounding(row.Type) + size * p[j] * slack + (j == target ? size * 2e-6 * scale : 0) + absolute, $"gradient {j}");
        }

        fresh.AssertGuards();
        Assert.Equal(x, row.Values);
    }

    private static void Near(double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance, $"{what}: expected {expected:R}, got {actual:R}, further than {tolerance:R}");
}
