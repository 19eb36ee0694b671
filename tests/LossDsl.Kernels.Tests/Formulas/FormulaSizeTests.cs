using static LossDsl.Kernels.Tests.FusedLogprobsTests;

namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>A formula may report as many metrics as its record declares.</summary>
public sealed class FormulaSizeTests
{
    public static TheoryData<int> Widths() => new(Engine.Widths);

    [Theory]
    [MemberData(nameof(Widths))]
    public void No_metrics_and_hundreds(int width)
    {
        foreach (var count in new[] { 0, 1, 300 })
        {
            using var scope = NewDisposeScope();
            var schema = new MetricsSchema("Metrics", [.. Enumerable.Range(0, count).Select(i => new MetricField($"M{i}", $"m{i}", MetricNormalizer.None, MetricReduction.Sum))]);
            var trace = new FormulaTrace(new DataDictSchema("Batch", []), schema);
            for (var i = 0; i < count; i++)
                trace.Report(i, Term.Logprob * i);
            var formula = new Formula(trace, Term.Logprob, schema);
            var inputs = new FormulaInputs(new(ones(2, 21)), ones(2), [], [], null, null, LossReduction.PerSequenceSum);

            var result = width == Engine.Operators
                ? TensorFormulaEvaluator.Evaluate(formula, ones(2, 21), inputs)
                : CpuFormulaEvaluator.Evaluate(formula, new FormulaKernels(formula, float32, width), ones(2, 21), inputs);

            Assert.Equal(Enumerable.Range(0, count).Select(i => 42.0 * i), Numbers(result.Metrics));
            Assert.Equal([21, 21], Numbers(result.Loss));
        }
    }
}
