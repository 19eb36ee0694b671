using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class DuplicateKeyTests() : RuleTest<DeclarationsMustBeWellFormed>("LDSL1004")
{
    [Fact]
    public Task Two_tensors_cannot_have_one_key() => Reports(
        """
        [DataDict]
        public partial record Batch
        {
            [Tensor("B")] public required Tensor TokenMask { get; init; }
            [Tensor("B", Key = [|"token_mask"|])] public required Tensor Mask { get; init; }
        }
        """,
        "The key of Mask is 'token_mask', which TokenMask has already");

    [Fact]
    public Task Two_names_can_give_one_key() => Reports(
        """
        [LossMetrics]
        public partial record Metrics
        {
            [Metric(MetricNormalizer.Tokens)] public required Tensor KlTerm { get; init; }
            [Metric(MetricNormalizer.Tokens)] public required Tensor [|KLTerm|] { get; init; }
        }
        """);

    [Fact]
    public Task Config_keys_count_whether_given_or_derived() => Reports(
        """
        [LossConfig]
        public partial record Config
        {
            public int Steps { get; init; }
            [ConfigKey([|"steps"|])] public int Count { get; init; }
            [ConfigKey([|" "|])] public int Empty { get; init; }
        }
        """,
        "The key of Count is 'steps', which Steps has already",
        "The key of Empty is empty; leave it out to get the name in snake_case");

    [Fact]
    public Task Keys_of_a_base_count() => Reports(
        """
        [DataDict] public partial record Base { [Tensor("B")] public required Tensor Mask { get; init; } }
        [DataDict] public partial record Batch : Base { [Tensor("B", Key = [|"mask"|])] public required Tensor Other { get; init; } }
        """);

    [Theory]
    [InlineData("[DataDict] public partial record Batch { [Tensor(\"B\")] public required Tensor A { get; init; } [Tensor(\"B\")] public required Tensor B { get; init; } }")]
    [InlineData("[LossConfig] public partial record Config { public int Steps { get; init; } [ConfigKey(\"n\")] public int Count { get; init; } public int STEPS => Steps; }")]
    [InlineData("public record Plain { public int Steps { get; init; } public int STeps { get; init; } }")]
    public Task Silent_where_keys_differ(string source) => ReportsNothing(source);

    [Fact]
    public Task A_property_that_hides_another_stands_for_it() => ReportsNothing(
        """
        [LossConfig] public partial record Base { public int Steps { get; init; } }
        [LossConfig] public partial record Config : Base { public new int Steps { get; init; } }
        """);
}
