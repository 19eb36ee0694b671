namespace LossDsl.Kernels.Tests;

/// <summary>Infinities, NaN and the largest numbers give the same as in torch, for every vector width.</summary>
public sealed unsafe class SpecialLogitsTests
{
    private const double Inf = double.PositiveInfinity;
    private const int Length = 8301;

    // In a vector, at the end of a vector, in the remaining elements, in a later block.
    private static readonly int[] Places = [0, 5, 31, 2047, 2048, 4099, 8192, 8300];

    public static TheoryData<int, ScalarType, int> Cases() => new(
        from width in Widths.All
        from type in Widths.Types
        from place in Places
        select (width, type, place));

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_logit_that_is_NaN_or_infinite_makes_NaN_of_all(int width, ScalarType type, int place)
    {
        foreach (var bad in new[] { double.NaN, Inf })
        {
            using var row = Sample(type);
            row[place] = bad;
            var kernel = RowKernelFactory.Create(type, width);
            Assert.Equal(double.NaN, kernel.LogSumExp(row.Start, row.Length));

            using var gradient = new Row(type, row.Length);
            kernel.Gradient(row.Start, gradient.Start, row.Length, 3, double.NaN, 1);
            Assert.All(gradient.Values, v => Assert.Equal(double.NaN, v));

            Assert.Equal(double.NaN, row.GradientInPlace(kernel, 3, 0, (_, _) => 1));
            Assert.All(row.Values, v => Assert.Equal(double.NaN, v));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_logit_of_minus_infinity_has_no_part(int width, ScalarType type, int place)
    {
        using var row = Sample(type);
        row[place] = -Inf;
        RowKernelTests.Check(width, row, target: 3, g: 1);
        Assert.Equal(0, Math.Abs(row[place]));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_finite_logit_among_minus_infinity_has_probability_one(int width, ScalarType type, int place)
    {
        foreach (var value in new[] { 0.0, 1e4, -1e4 })
        {
            using var row = new Row(type, [.. Enumerable.Repeat(-Inf, Length)]);
            row[place] = value;
            var kernel = RowKernelFactory.Create(type, width);
            Assert.Equal(row[place], kernel.LogSumExp(row.Start, row.Length));

            // A target at -inf has probability 0, and a gradient that increases it.
            var other = place == 7 ? 8 : 7;
            Assert.Equal(-Inf, row.GradientInPlace(kernel, other, 0, (_, y) => double.IsNegativeInfinity(y) ? 2 : 0));
            for (var j = 0; j < row.Length; j++)
                Assert.Equal(j == place ? -2 : j == other ? 2 : 0, Math.Abs(row[j]) == 0 ? 0 : row[j]);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_row_of_minus_infinity_gives_NaN(int width, ScalarType type, int place)
    {
        using var row = new Row(type, [.. Enumerable.Repeat(-Inf, place + 1)]);
        var kernel = RowKernelFactory.Create(type, width);
        Assert.Equal(-Inf, kernel.LogSumExp(row.Start, row.Length));
        Assert.Equal(double.NaN, kernel.Read(row.Start, 0) - kernel.LogSumExp(row.Start, row.Length));
        Assert.Equal(double.NaN, row.GradientInPlace(kernel, 0, 0, (_, _) => 1));
        Assert.All(row.Values, v => Assert.Equal(double.NaN, v));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_largest_numbers_do_not_overflow(int width, ScalarType type, int place)
    {
        var most = type switch
        {
            ScalarType.Float16 => 65504.0,
            ScalarType.Float64 => double.MaxValue,
            ScalarType.BFloat16 => BitConverter.UInt32BitsToSingle(0x7F7F_0000),
            _ => float.MaxValue,
        };
        var kernel = RowKernelFactory.Create(type, width);

        // Masked with the smallest number: some entries of a row, and all of them.
        using var masked = new Row(type, [.. Enumerable.Repeat(-most, Length)]);
        masked[place] = 2;
        Assert.Equal(2, kernel.LogSumExp(masked.Start, masked.Length));
        using var alone = new Row(type, [.. Enumerable.Repeat(-most, place + 1)]);
        Assert.Equal(-most, kernel.LogSumExp(alone.Start, alone.Length), tolerance: 20);
        using var gradient = new Row(type, alone.Length);
        kernel.Gradient(alone.Start, gradient.Start, alone.Length, 0, -most, 0.5);
        Assert.All(gradient.Values.Skip(1), v => Assert.True(double.IsFinite(v)));

        using var high = Sample(type);
        high[place] = most;
        Assert.Equal(most, kernel.LogSumExp(high.Start, high.Length));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Without_a_derivative_nothing_passes_not_even_NaN(int width, ScalarType type, int place)
    {
        using var row = Sample(type);
        row[place] = double.NaN;
        using var gradient = new Row(type, row.Length);
        var kernel = RowKernelFactory.Create(type, width);
        kernel.Gradient(row.Start, gradient.Start, row.Length, 3, double.NaN, 0);
        Assert.All(gradient.Values, v => Assert.Equal(0, v));
        row.GradientInPlace(kernel, 3, 0, (_, _) => 0);
        Assert.All(row.Values, v => Assert.Equal(0, v));
    }

    private static Row Sample(ScalarType type) => new(type, RowKernelTests.Normal(Length, seed: 4, centre: 0, spread: 2));
}
