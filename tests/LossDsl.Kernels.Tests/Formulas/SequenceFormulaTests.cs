using static LossDsl.Kernels.Tests.FusedLogprobsTests;

namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>
/// Formulas with sums over a sequence, which need several passes, compared with autograd over operators in float64.
/// </summary>
public sealed class SequenceFormulaTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<int, bool> Engines() => Engine.All();

    [Theory]
    [MemberData(nameof(Engines))]
    public void Values_metrics_and_derivatives(int width, bool isWide)
    {
        foreach (var @case in SequenceCase.All)
        {
            var formula = SequenceBatch.Formula(@case);
            foreach (var reduction in Enum.GetValues<LossReduction>())
            foreach (var length in new[] { 0, 1, 2, 7, 16, 33, 130, 1100 })
            foreach (var fractions in new[] { false, true })
            {
                using var scope = NewDisposeScope();
                var batch = SequenceBatch.Drawn(length, new Engine(width, isWide).DType, reduction, fractions);
                var (expected, actual) = (batch.ByOperators(@case), batch.ByFormula(formula, width));
                var (slopes, what) = ((int)batch.Current.numel(), $"{@case.Name}, {reduction}, {length} tokens");
                // The rounding error of a sum is that of its terms, even if the sum is small. Slopes are as small as the
                // largest of them.
                Same(expected[..^slopes], actual[..^slopes], Math.Sqrt(1 + length), isWide ? 1e-13 : 2e-6, what);
                Same(expected[^slopes..], actual[^slopes..], expected[^slopes..].Append(0).Max(Math.Abs), isWide ? 1e-12 : 2e-6, what);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_stands_at_absent_tokens_changes_no_bit(int width, bool isWide)
    {
        foreach (var @case in SequenceCase.All)
        foreach (var length in new[] { 1, 5, 37 })
        {
            var (formula, batch) = (SequenceBatch.Formula(@case), SequenceBatch.Drawn(length, new Engine(width, isWide).DType, LossReduction.SequenceMean));
            var clean = batch.ByFormula(formula, width);
            foreach (var bad in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e30 })
                Assert.Equal(clean, batch.WithAbsent(bad).ByFormula(formula, width));
        }
    }

    // The ratio of one row overflows: its derivative is treated as 0, and other rows are not affected.
    [Theory]
    [MemberData(nameof(Engines))]
    public void A_ratio_that_overflows_stays_in_its_row(int width, bool isWide)
    {
        var (formula, length) = (SequenceBatch.Formula(SequenceCase.All[2]), 20);
        var batch = SequenceBatch.Drawn(length, new Engine(width, isWide).DType, LossReduction.PerSequenceSum, fractions: false);
        var clean = batch.ByFormula(formula, width);
        batch.Current[0] = full(length, 5000, dtype: batch.Current.dtype);
        var overflown = batch.ByFormula(formula, width);
        var (losses, metrics) = (5, 5);
        Assert.False(double.IsFinite(overflown[0]));
        Assert.Equal(clean[1..losses], overflown[1..losses]);
        Assert.Equal(clean[(losses + metrics + length)..], overflown[(losses + metrics + length)..]);
        Assert.All(overflown[(losses + metrics)..], slope => Assert.False(double.IsInfinity(slope)));
    }

    [Theory]
    [InlineData(Engine.Operators)]
    [InlineData(0)]
    [InlineData(256)]
    public void The_gradient_of_the_gradient(int width)
    {
        foreach (var @case in SequenceCase.All)
        foreach (var reduction in new[] { LossReduction.SequenceMean, LossReduction.PerSequenceMean })
        {
            var (formula, batch) = (SequenceBatch.Formula(@case), SequenceBatch.Drawn(11, float64, reduction));
            var expected = Second(current => batch.Operators(@case, current).Loss);
            Assert.Contains(expected, value => value != 0);
            Same(expected, Second(current => batch.Differentiable(formula, current, width)), expected.Max(Math.Abs), 1e-11, @case.Name);

            double[] Second(Func<Tensor, Tensor> loss)
            {
                var leaf = batch.Current.detach().requires_grad_();
                var first = autograd.grad([loss(leaf * 1.5).sum() * -2], [leaf], retain_graph: true, create_graph: true)[0];
                return Numbers(autograd.grad([(first * first).sum()], [leaf])[0]);
            }
        }
    }

    private static void Same(double[] expected, double[] actual, double scale, double relative, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var same = expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= Math.Max(scale, Math.Abs(expected[i])) * relative;
            Assert.True(same, $"number {i}: expected {expected[i]:R}, got {actual[i]:R}; {what}");
        }
    }
}
