using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Declarations;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class TensorPropertyTests() : FixTest<DeclarationsMustBeWellFormed, AddInitAccessorFix>("LDSL1002")
{
    private static string InBatch(string member) => $"[DataDict] public partial record Batch {{ {member} }}";

    private static string InMetrics(string member) => $"[LossMetrics] public partial record Metrics {{ {member} }}";

    [Theory]
    [InlineData("[Tensor(\"B\")] public float[]? [|Mask|] { get; init; }", "Mask is declared as a tensor, so it must have the type Tensor, not float[]?")]
    [InlineData("[Tensor(\"B\")] public object? [|Mask|] { get; init; }", "Mask is declared as a tensor, so it must have the type Tensor, not object?")]
    [InlineData("[Tensor(\"B\")] public Tensor? [|Mask|] { get; }", "Mask is declared as a tensor, so it must have the accessors get and init (or set)")]
    [InlineData("[Tensor(\"B\")] public Tensor? [|Mask|] => null;", "Mask is declared as a tensor, so it must have the accessors get and init (or set)")]
    [InlineData("[Tensor(\"B\")] public static Tensor? [|Mask|] { get; set; }", "Mask is declared as a tensor, so it must not be static")]
    public Task A_tensor_must_be_a_settable_tensor(string member, string message) => Reports(InBatch(member), message);

    [Theory]
    [InlineData("[Metric(MetricNormalizer.Tokens)] public double [|Loss|] { get; init; }", "Loss is declared as a metric, so it must have the type Tensor, not double")]
    [InlineData("[Metric(MetricNormalizer.Tokens)] public Tensor? [|Loss|] { get; init; }", "Loss is declared as a metric, so it must have the type Tensor, not Tensor?")]
    public Task A_metric_must_be_a_tensor(string member, string message) => Reports(InMetrics(member), message);

    [Theory]
    [InlineData("[Tensor(\"B\")] public required Tensor Mask { get; init; }")]
    [InlineData("[Tensor(\"B\")] public required torch.Tensor Mask { get; set; }")]
    [InlineData("[Tensor(\"B\")] public Tensor? Mask { get; init; }")]
    [InlineData("public double Weight { get; }  [Tensor(\"B\")] public required Tensor Mask { get; init; }")]
    public Task Silent_where_a_tensor_can_be_set(string member) => ReportsNothing(InBatch(member));

    [Theory]
    [InlineData("[Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; }")]
    [InlineData("public required Tensor Sum { get; init; } [Metric(MetricNormalizer.Tokens)] public Tensor Half => Sum;")]
    public Task Silent_where_a_metric_can_be_read(string member) => ReportsNothing(InMetrics(member));

    [Fact]
    public Task Fix_adds_init() => Fixes(
        """
        [DataDict]
        public partial record Batch
        {
            [Tensor("B")] public required Tensor Mask { get; init; }
            [Tensor("B")] public Tensor? Bonus { get; }
            [Tensor("B")] public Tensor? Malus { get; }
        }
        """,
        """
        [DataDict]
        public partial record Batch
        {
            [Tensor("B")] public required Tensor Mask { get; init; }
            [Tensor("B")] public Tensor? Bonus { get; init; }
            [Tensor("B")] public Tensor? Malus { get; init; }
        }
        """);

    [Theory]
    [InlineData("[Tensor(\"B\")] public Tensor? Mask => null;")]
    [InlineData("[Tensor(\"B\")] public object? Mask { get; init; }")]
    public Task No_fix_where_more_than_an_accessor_is_wrong(string member) => OffersNoFix(InBatch(member));
}
