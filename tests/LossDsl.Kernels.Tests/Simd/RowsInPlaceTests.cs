namespace LossDsl.Kernels.Tests;

/// <summary>
/// In-place gradients of rows, where a row is finished while the next one is read: rows do not affect each other.
/// </summary>
public sealed unsafe class RowsInPlaceTests
{
    private const double Inf = double.PositiveInfinity;
    private const int Long = 9001;

    public static TheoryData<int, ScalarType> Cases() => new(
        from width in Widths.All
        from type in Widths.Types
        select (width, type));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_row_is_the_same_to_the_last_bit_whatever_comes_before_and_after_it(int width, ScalarType type)
    {
        var kernel = RowKernelFactory.Create(type, width);
        var rows = Samples(type);
        var expected = rows.Select((values, index) => Alone(kernel, type, values, index)).ToArray();
        // In several orders, so that every kind of row follows every other.
        for (var step = 1; step < rows.Length; step++)
        {
            var order = Enumerable.Range(0, 2 * rows.Length).Select(i => i * step % rows.Length).ToArray();
            var found = Together(kernel, type, rows, order);
            for (var i = 0; i < order.Length; i++)
                Assert.Equal(expected[order[i]], found[i]);
        }
    }

    // A vector maximum loses earlier values of a lane with a NaN, and the vector loop does not support a reference that large.
    [Theory]
    [MemberData(nameof(Cases))]
    public void NaN_that_hides_larger_logits_makes_NaN_of_its_row_alone(int width, ScalarType type)
    {
        var kernel = RowKernelFactory.Create(type, width);
        var most = type == ScalarType.Float16 ? 60000 : 1e30;
        double[] bad = [.. Enumerable.Range(0, 4200).Select(i => i < 64 ? most : i < 192 ? double.NaN : most / 8)];
        var good = RowKernelTests.Normal(4200, seed: 3, centre: 0, spread: 1);
        var found = Together(kernel, type, [good, bad], [0, 1, 0]);
        Assert.Equal(Alone(kernel, type, good, 0), found[0]);
        Assert.All(found[1], v => Assert.Equal(double.NaN, v));
        Assert.Equal(found[0], found[2]);
    }

    private static double[][] Samples(ScalarType type)
    {
        double[] Of(Func<int, double, double> change, int length = Long) =>
            [.. RowKernelTests.Normal(length, seed: 6, centre: 0, spread: 1).Select((v, i) => change(i, v))];

        var high = type == ScalarType.Float16 ? 50000 : 5e6;
        return
        [
            Of((_, v) => v),
            Of((_, v) => 3 * v + 5),
            // Increases by more than an exponential supports: in the middle, repeatedly, at the end.
            Of((i, v) => i == 5000 ? 200 : v),
            Of((i, v) => v + i / 20.0),
            Of((i, v) => i == Long - 1 ? 45 : v),
            Of((i, v) => i < 8500 ? -Inf : v),
            Of((i, v) => i % 3 == 0 ? -Inf : v),
            // Beyond the range of the fast exponential.
            Of((i, v) => i < 4500 ? v : high),
            Of((_, v) => -high + v),
            Of((i, v) => i == 7000 ? double.NaN : v),
            Of((i, v) => i == 4100 ? Inf : v),
            Of((_, _) => -Inf),
            // Another length, as the last row of a sequence of calls may have.
            Of((_, v) => 2 * v, length: 37),
            // Without a derivative: see Derivative.
            Of((_, v) => v - 1000),
        ];
    }

    private static double Derivative(long index, double _) => index == 13 ? 0 : 0.3 + index;

    /// <summary>A row's log-probability, then its gradient, computed without other rows.</summary>
    private static double[] Alone(RowKernel kernel, ScalarType type, double[] values, int index)
    {
        using var row = new Row(type, values);
        var logprob = row.GradientInPlace(kernel, 20, index, Derivative);
        row.AssertGuards();
        return [logprob, .. row.Values];
    }

    private static double[][] Together(RowKernel kernel, ScalarType type, double[][] values, int[] order)
    {
        var (rows, before) = (order.Select(k => new Row(type, values[k])).ToArray(), new PendingGradientRow());
        var logprobs = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            logprobs[i] = kernel.GradientInPlace(rows[i].Start, rows[i].Length, 20, order[i], Derivative, before);
        kernel.Finish(before);
        // No row is pending any more.
        kernel.Finish(before);

        double[][] found = [.. rows.Select((row, i) => (double[])[logprobs[i], .. row.Values])];
        foreach (var row in rows)
        {
            row.AssertGuards();
            row.Dispose();
        }

        return found;
    }
}
