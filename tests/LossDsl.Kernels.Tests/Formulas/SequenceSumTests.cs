using static LossDsl.Kernels.Tests.FusedLogprobsTests;

namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>The accuracy of the sum of a term over a sequence.</summary>
public sealed class SequenceSumTests
{
    private static readonly MetricsSchema Metrics = new("Metrics", [new MetricField("Sum", "sum", MetricNormalizer.None, MetricReduction.Sum)]);

    public static TheoryData<int, bool> Engines() => Engine.All();

    [Theory]
    [MemberData(nameof(Engines))]
    public void Errors_stay_within_the_bounds_that_are_stated(int width, bool isWide)
    {
        var dtype = new Engine(width, isWide).DType;
        var trace = new FormulaTrace(new DataDictSchema("Batch", []), Metrics);
        trace.Report(0, Term.OncePerSequence(Term.SequenceSum(Term.Logprob)));
        var formula = new Formula(trace, Term.Logprob, Metrics);
        foreach (var length in new[] { 1, 63, 1000, 20_001 })
        {
            using var scope = NewDisposeScope();
            manual_seed(length);
            // Numbers of one sign, and sums with cancellation.
            foreach (var current in new[] { rand(1, length, dtype: dtype), randn(1, length, dtype: dtype) * 1000 })
            {
                var mask = rand(1, length, dtype: dtype);
                var (x, m) = (Numbers(current), Numbers(mask));
                var terms = x.Zip(m, (a, b) => (decimal)a * (decimal)b).ToList();
                var inputs = new FormulaInputs(new(mask), ones(1, dtype: dtype), [], [], null, null, LossReduction.PerSequenceSum);

                var result = width == Engine.Operators
                    ? TensorFormulaEvaluator.Evaluate(formula, current, inputs)
                    : CpuFormulaEvaluator.Evaluate(formula, new FormulaKernels(formula, dtype, width), current, inputs);

                var bound = (isWide ? 1e-13 : 4e-6) * (double)terms.Sum(Math.Abs);
                Assert.Equal((double)terms.Sum(), Numbers(result.Metrics)[0], bound);
            }
        }
    }
}
