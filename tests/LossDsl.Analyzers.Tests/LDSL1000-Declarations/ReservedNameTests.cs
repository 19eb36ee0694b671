using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class ReservedNameTests() : RuleTest<DeclarationsMustBeWellFormed>("LDSL1010")
{
    [Theory]
    [InlineData("[DataDict] public partial record Batch { [Tensor(\"B\")] public required Tensor [|Rows|] { get; init; } }", "Batch cannot have a member 'Rows': that name is generated; rename it and keep its key with Key = \"rows\"")]
    [InlineData("[DataDict] public partial record Batch { [Tensor(\"B\")] public required Tensor A { get; init; } public void [|Bind|]() { } }", "Batch cannot have a member 'Bind': that name is generated; rename it")]
    [InlineData("[DataDict] public partial record Batch { [Tensor(\"B\")] public required Tensor [|_data|] { get; init; } }", "Batch cannot have a member '_data': that name is generated; rename it and keep its key with Key = \"_data\"")]
    [InlineData("[LossConfig] public partial record Config { public int [|Keys|] { get; init; } }", "Config cannot have a member 'Keys': that name is generated; rename it and keep its key with [ConfigKey(\"keys\")]")]
    [InlineData("[LossConfig] public partial record Config { public int A { get; init; } public class [|Schema|]; }", "Config cannot have a member 'Schema': that name is generated; rename it")]
    [InlineData("[LossMetrics] public partial record Metrics { [Metric(MetricNormalizer.Tokens)] public required Tensor [|Schema|] { get; init; } }", "Metrics cannot have a member 'Schema': that name is generated; rename it and keep its key with Key = \"schema\"")]
    [InlineData("[LossConfig] public partial record Config { public new int [|GetType|] { get; init; } }", "Config cannot have a member 'GetType': its key would hide a member of object; rename it and keep its key with [ConfigKey(\"get_type\")]")]
    public Task A_generated_name_is_taken(string source, string message) => Reports(source, message);

    [Fact]
    public Task A_base_that_gets_nothing_generated_stands_in_the_way() => Reports(
        "public record Base { public int Rows => 3; } [DataDict] public partial record [|Batch|] : Base { [Tensor(\"B\")] public required Tensor A { get; init; } }",
        "Batch cannot have a member 'Rows': that name is generated; rename it");

    [Theory]
    [InlineData("[DataDict] public partial record Batch { [Tensor(\"B\")] public required Tensor A { get; init; } public int Validate => 1; private int _data; public int D => _data++; }")]
    [InlineData("[DataDict] public partial record Base { [Tensor(\"B\")] public required Tensor A { get; init; } } [DataDict] public partial record Batch : Base { [Tensor(\"B\")] public required Tensor C { get; init; } }")]
    [InlineData("[LossConfig] public partial record Config { public int Rows { get; init; } }")]
    [InlineData("[LossMetrics] public partial record Metrics { [Metric(MetricNormalizer.Tokens)] public required Tensor Validate { get; init; } }")]
    [InlineData("public record Plain { public int Keys { get; init; } }")]
    public Task Silent_where_nothing_of_the_name_is_generated(string source) => ReportsNothing(source);
}
