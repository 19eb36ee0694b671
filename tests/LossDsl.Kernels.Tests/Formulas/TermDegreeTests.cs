namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>Which functions of the log-probability have a derivative that depends on it.</summary>
public sealed class TermDegreeTests
{
    private static readonly Term Y = Term.Logprob;
    private static readonly Term A = new FormulaTrace(
        new DataDictSchema("batch", [new TensorField("A", "a", "B N", DType.Float) { Alignment = TokenAlignment.Next }]), new MetricsSchema("none", [])).Field(0);

    public static TheoryData<int, string> Functions() => new(Degrees.Select(function => (function.Degree, function.Text)));

    private static readonly (int Degree, string Text, Term Term)[] Degrees =
    [
        (0, "1", 1), (0, "a", A), (0, "exp(a)", Term.Exp(A)), (0, "sg(y)", Term.StopGradient(Y)), (0, "sum(a)", Term.SequenceSum(A)),
        (0, "y < a", Term.Select(Y < A, 1, 0)), (0, "y <= a | y = 1", Term.Select(Y <= A | Term.AreEqual(Y, 1), A, 0)),
        (0, "!finite(y) & y != y", Term.Select(!Term.IsFinite(Y) & Term.IsNaN(Y), A, 0)),
        (1, "y", Y), (1, "H", Term.Entropy), (1, "-y", -Y), (1, "y + a", Y + A), (1, "y - y", Y - Y), (1, "a y", A * Y), (1, "y / a", Y / A),
        (1, "min(y, a)", Term.Min(Y, A)), (1, "max(a, y)", Term.Max(A, Y)), (1, "abs(y)", Term.Abs(Y)), (1, "finite or 0", Term.FiniteOrZero(Y)),
        (1, "sg(exp(y)) y", Term.StopGradient(Term.Exp(Y)) * Y), (1, "sum(y)", Term.SequenceSum(Y)), (1, "sum(y) a", Term.SequenceSum(Y) * A),
        (1, "gradient only", Term.GradientOnly(Y)), (1, "select", Term.Select(Y < 0, Y, -Y)), (1, "finite gradient", Term.FiniteGradient(Y)),
        (2, "y y", Y * Y), (2, "y H", Y * Term.Entropy), (2, "a / y", A / Y), (2, "y / y", Y / Y), (2, "exp(y)", Term.Exp(Y)), (2, "sqrt(y)", Term.Sqrt(Y)),
        (2, "expm1(y)", Term.Expm1(Y)), (2, "log(y)", Term.Log(Y)), (2, "log1p(y)", Term.Log1p(Y)), (2, "tanh(y)", Term.Tanh(Y)),
        (2, "sigmoid(y)", Term.Sigmoid(Y)), (2, "softplus(y)", Term.Softplus(Y)), (2, "sum(exp(y))", Term.SequenceSum(Term.Exp(Y))),
        (2, "sum(y) y", Term.SequenceSum(Y) * Y), (2, "gradient only y", Term.GradientOnly(Y) * Y), (2, "y y y", Y * Y * Y),
        (2, "select exp(y)", Term.Select(A < 0, Term.Exp(Y), A)),
    ];

    [Theory]
    [MemberData(nameof(Functions))]
    public void The_degree(int expected, string function) => Assert.Equal(expected, Degrees.Single(known => known.Text == function).Term.Degree);

    // As with torch's operators, a gradient of the gradient of a linear loss does not reach what is before the log-probabilities: a graph
    // that the first backward has freed is not missed.
    [Fact]
    public void The_gradient_of_a_linear_loss_requires_no_gradient()
    {
        using var scope = NewDisposeScope();
        var leaf = randn(3, 4, dtype: float64).requires_grad_();
        var batch = new BatchedDataDict<NLLLossDataDict>
        {
            ["input_ids"] = zeros(3, 5, dtype: int64), ["token_mask"] = ones(3, 5, dtype: float64), ["sample_mask"] = ones(3, dtype: float64),
        };
        var loss = new NLLLoss().Compute(ModelOutput.FromLogprobs(leaf * leaf), batch, GlobalNormalization.FromBatch(batch)).Loss;

        var first = autograd.grad([loss], [leaf], create_graph: true)[0];
        var second = autograd.grad([first.sum()], [leaf])[0];

        // loss = -sum(x^2) / 12
        Assert.InRange((second + 2.0 / 12).abs().max().item<double>(), 0, 1e-9);
    }
}
