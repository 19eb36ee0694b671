using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class ConstructibleTests() : RuleTest<DeclarationsMustBeWellFormed>("LDSL1012")
{
    [Theory]
    [InlineData("[DataDict] public abstract partial record [|Batch|] { [Tensor(\"B\")] public required Tensor A { get; init; } }", "Batch cannot be constructed by generated code: it is abstract; mark the records that derive from it instead")]
    [InlineData("[LossConfig] public partial record [|Config|](int Steps);", "Config cannot be constructed by generated code: it has no constructor without parameters; declare properties in place of parameters")]
    [InlineData("[DataDict] public partial record Batch { [Tensor(\"B\")] public required Tensor A { get; init; } public required int [|Step|] { get; init; } }", "Batch cannot be constructed by generated code: Step is required, but it is not a [Tensor]; make it one, or remove 'required'")]
    [InlineData("[LossConfig] public partial record Config { public required int [|Step|]; }", "Config cannot be constructed by generated code: Step is required, but it is not a setting; make it one, or remove 'required'")]
    public Task It_must_be_possible_to_make_it(string source, string message) => Reports(source, message);

    [Theory]
    [InlineData("[DataDict] public partial record Batch { private Batch() { } [Tensor(\"B\")] public required Tensor A { get; init; } [Extra] public required IReadOnlyDictionary<string, object?> Rest { get; init; } }")]
    [InlineData("[LossConfig] public partial record Config(int Steps) { public Config() : this(3) { } public required int More { get; init; } }")]
    [InlineData("[LossMetrics] public partial record Metrics([property: Metric(MetricNormalizer.Tokens)] Tensor Loss);")]
    [InlineData("public abstract record Base { [Tensor(\"B\")] public required Tensor A { get; init; } } [DataDict] public partial record Batch : Base;")]
    public Task Silent_where_it_is(string source) => ReportsNothing(source);
}
