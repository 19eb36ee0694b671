using System.Runtime.InteropServices;
using static LossDsl.Kernels.Tests.FusedLogprobsTests;

namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>Formulas as C source, compiled by the machine's C compiler, compared with the compiled loops.</summary>
public sealed class CSourceWriterTests
{
    private const string Missing = "no C compiler is on the PATH: apt-get install gcc libc6-dev";

    [Theory]
    [InlineData(0.1, "0.1f")]
    [InlineData(-3.0, "(-3.0f)")]
    [InlineData(1e-8, "1E-08f")]
    [InlineData(1e300, "INFINITY")]
    [InlineData(double.NegativeInfinity, "(-INFINITY)")]
    [InlineData(double.NaN, "NAN")]
    public void Constants_read_back_as_they_were(double value, string expected) => Assert.Equal(expected, CSourceWriter.FormatLiteral(value));

    [Fact]
    public async Task Every_function_and_its_derivative_as_the_loop_has_them()
    {
        Assert.SkipWhen(CLibrary.Compiler is null, Missing);
        var graph = new TermGraph(0);
        var terms = TermFunctions.All.SelectMany(function =>
        {
            var traced = function.Function(Term.Logprob, Term.TokenField(0), Term.TokenField(1));
            return new[] { graph.Value(traced), graph.Differentiate(traced, Term.Logprob) ?? graph.Constant(0) };
        }).ToArray();
        using var library = await CLibrary.Compile("#include <math.h>\n" + CSourceWriter.WriteFunction(new TokenProgram(terms, []), "everything"));
        double[] numbers = [0, 1, -1, 0.5, 2, -2, 0.001, -30, 30, 1000, -1000, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        var triples = (from x in numbers from a in numbers from b in new[] { 1.0, -0.5, double.NaN } select new[] { x, a, b }).ToList();
        double[][] inputs = [.. Enumerable.Range(0, 3).Select(i => triples.Select(triple => (double)(float)triple[i]).ToArray())];

        float[][] columns = [Single(inputs[0]), Single([.. inputs[0].Select(_ => 1.0)]), Single(inputs[1]), Single(inputs[2])];
        var stored = Run(library.Function("everything"), columns, [1], terms.Length, []);
        for (var k = 0; k < terms.Length; k++)
        {
            var (function, engine) = (TermFunctions.All[k / 2], new Engine(0, IsWide: false));
            var expected = k % 2 == 0 ? engine.Values(function.Function, inputs) : engine.Slopes(function.Function, inputs);
            for (var i = 0; i < expected.Length; i++)
                Same(expected[i], stored[k][i], k % 2 == 0 ? 1e-30 : 1, $"{function.Name}({inputs[0][i]}, {inputs[1][i]}, {inputs[2][i]}), {(k % 2 == 0 ? "value" : "slope")}");
        }
    }

    [Fact]
    public async Task Every_pass_of_a_formula_over_sequences()
    {
        Assert.SkipWhen(CLibrary.Compiler is null, Missing);
        foreach (var @case in SequenceCase.All)
        {
            using var scope = NewDisposeScope();
            var formula = SequenceBatch.Formula(@case);
            using var library = await CLibrary.Compile(CSourceWriter.Write(formula, "formula"));
            var batch = SequenceBatch.Drawn(37, float32, LossReduction.PerSequenceSum);
            var expected = batch.ByFormula(formula, 0);
            var rows = (int)batch.Current.size(0);
            var slopes = expected[^(int)batch.Current.numel()..];
            for (var row = 0; row < rows; row++)
            {
                if (Numbers(batch.Inputs.SampleMask)[row] == 0)
                    continue;
                var (loss, gradient) = OfRow(formula, library, batch, row);
                Same(expected[row], loss, 1, $"{@case.Name}, loss of row {row}");
                for (var i = 0; i < gradient.Length; i++)
                    Same(slopes[row * gradient.Length + i], gradient[i], 0.1, $"{@case.Name}, slope {i} of row {row}");
            }
        }
    }

    [Fact]
    public async Task The_passes_of_a_formula_over_pairs()
    {
        Assert.SkipWhen(CLibrary.Compiler is null, Missing);
        using var scope = NewDisposeScope();
        var schema = new MetricsSchema("Metrics", [new MetricField("Loss", "loss", MetricNormalizer.Pairs, MetricReduction.Sum), new MetricField("Gap", "gap", MetricNormalizer.Pairs, MetricReduction.Sum)]);
        var trace = new FormulaTrace(new DataDictSchema("Batch", []), schema);
        var mean = Term.SequenceMean(Term.Logprob * Term.Logprob);
        trace.Report(1, Term.Chosen(mean) - Term.Rejected(mean));
        var formula = new SequenceFormula(trace, Term.Softplus(Term.Rejected(mean) - 2 * Term.Chosen(mean)), schema, members: 2);
        using var library = await CLibrary.Compile(CSourceWriter.Write(formula, "formula"));
        manual_seed(4);
        var (pairs, current, mask) = (5, randn(10, 13), (rand(10, 13) > 0.3).to(float32));
        var inputs = new FormulaInputs(new(mask), ones(10), [], [], null, tensor(10.0), LossReduction.SequenceMean);
        var expected = formula.Evaluate(current, inputs, new FormulaKernels(formula, float32, 0));

        var numbers = new double[10][];
        for (var row = 0; row < numbers.Length; row++)
        {
            var sums = new double[formula.Sums];
            Run(library.Function("formula_sums"), [Single(Numbers(current[row])), Single(Numbers(mask[row]))], [0], 0, sums);
            numbers[row] = new double[formula.RowNumbers];
            sums.CopyTo(numbers[row], formula.SumIndex(0));
        }

        float[] ones5 = [1, 1, 1, 1, 1];
        float[][] columns =
        [
            ones5, ones5, ones5,
            .. formula.Columns.Select(column => Enumerable.Range(0, pairs).Select(pair => (float)numbers[2 * pair + column.Member][column.Number]).ToArray()),
        ];
        var reduced = new double[formula.LossPass.Reduced.Length];
        var slopes = Run(library.Function("formula_loss"), columns, [1.0 / pairs], formula.Slopes.Length, reduced);
        Same(Numbers(expected.Loss)[0], reduced[0] / pairs, 1, "loss");
        Same(Numbers(expected.Metrics)[1], reduced[1] / pairs, 1, "gap");
        for (var i = 0; i < formula.Slopes.Length; i++)
        {
            for (var pair = 0; pair < pairs; pair++)
                numbers[2 * pair + formula.Slopes[i].Member][formula.DerivativeIndex(formula.Slopes[i].Slope)] = slopes[i][pair];
        }

        for (var row = 0; row < numbers.Length; row++)
        {
            var gradient = Run(library.Function("formula_slope"), [Single(Numbers(current[row])), Single(Numbers(mask[row]))], numbers[row], 1, [])[0];
            for (var i = 0; i < gradient.Length; i++)
                Same(Numbers(expected.Gradient[row])[i], gradient[i], 0.1, $"slope {i} of row {row}");
        }
    }

    private static (double Loss, float[] Gradient) OfRow(Formula formula, CLibrary library, SequenceBatch batch, int row)
    {
        float[] Row(Tensor tensor) => Single(Numbers(tensor[row]));
        float[][] columns = [Row(batch.Current), Row(batch.Inputs.TokenMask.Whole), .. batch.Inputs.TokenFields.Select(field => Row(field.Whole))];
        var numbers = new double[formula.RowNumbers];
        numbers[TermGraph.Factor] = Numbers(batch.Inputs.SampleMask)[row];
        for (var i = 0; i < batch.Inputs.RowFields.Length; i++)
            numbers[TermGraph.FirstRowField + i] = Numbers(batch.Inputs.RowFields[i])[row];

        var sums = new double[formula.SumsPass!.Reduced.Length];
        Run(library.Function("formula_sums"), columns, numbers, 0, sums);
        sums.CopyTo(numbers, formula.SumIndex(0));

        var reduced = Array.ConvertAll([.. formula.LossPass.Reduced], term => term.Reduction switch
        {
            RowReduction.Max => double.NegativeInfinity,
            RowReduction.Min => double.PositiveInfinity,
            _ => 0,
        });
        var stored = Run(library.Function("formula_loss"), columns, numbers, formula.LossPass.Stored.Length, reduced);
        var gradient = stored is [var only] ? only : new float[columns[0].Length];
        if (formula.GradientPass is { } slope)
        {
            reduced[^formula.SumDerivatives..].CopyTo(numbers, formula.DerivativeIndex(0));
            gradient = Run(library.Function("formula_slope"), [.. columns, gradient], numbers, slope.Stored.Length, [])[0];
        }

        return (reduced[0] * numbers[TermGraph.Factor], gradient);
    }

    private static unsafe float[][] Run(nint function, float[][] columns, double[] numbers, int outputs, double[] reduced)
    {
        var length = columns[0].Length;
        float[][] stored = [.. Enumerable.Range(0, outputs).Select(_ => new float[length])];
        var handles = columns.Concat(stored).Select(column => GCHandle.Alloc(column, GCHandleType.Pinned)).ToList();
        nint[] addresses = [.. handles.Select(handle => handle.AddrOfPinnedObject()), 0];
        fixed (nint* inputs = addresses)
        fixed (double* rows = numbers, results = reduced)
        {
            ((delegate* unmanaged<nint*, double*, nint*, long, double*, void>)function)(inputs, rows, inputs + columns.Length, length, results);
        }

        handles.ForEach(handle => handle.Free());
        return stored;
    }

    private static float[] Single(double[] values) => Array.ConvertAll(values, value => (float)value);

    // The tolerance is relative to a scale, for a number that is a difference of larger ones.
    private static void Same(double expected, double actual, double scale, string what) => Assert.True(
        expected.Equals(actual) || Math.Abs(expected - actual) <= Math.Max(scale, Math.Abs(expected)) * 2e-6,
        $"{what}: expected {expected:R}, got {actual:R}");
}
