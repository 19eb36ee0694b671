using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Declarations;

namespace LossDsl.Analyzers.Tests.Declarations;

/// <remarks>Types that cannot be completed are reported by the generator, and tested there.</remarks>
public sealed class PartialRecordTests() : FixTest<DeclarationsMustBeWellFormed, PartialRecordFix>("LDSL1001")
{
    [Theory]
    [InlineData("[DataDict] public partial class [|Batch|] { [Tensor(\"B\")] public required Tensor X { get; init; } }")]
    [InlineData("[LossConfig] public partial class [|Config|] { public int Steps { get; set; } = 3; }")]
    [InlineData("[LossMetrics] partial class [|Metrics|] { [Metric(MetricNormalizer.Tokens)] public required Tensor X { get; init; } }")]
    [InlineData("class Base; [LossConfig] partial class [|Config|] : Base;")]
    public Task A_class_is_no_record(string source) => Reports(source);

    [Fact]
    public Task The_message_names_type_and_reason() => Reports(
        "[LossConfig] public partial class [|Config|];",
        "Config must be a partial record class for its members to be generated: it is a class, not a record");

    [Fact]
    public Task Whatever_mentions_the_class_compiles() => Reports(
        """
        [DataDict]
        public sealed partial class [|Batch|]
        {
            [Tensor("B S", Alignment = TokenAlignment.Current)] public required Tensor Ids { get; init; }
        }

        public sealed class Loss() : LossFunction<Batch, NLLMetrics>(NextTokenLogits)
        {
            protected override (Tensor Loss, NLLMetrics Metrics) ComputeLoss(ModelOutput output, Batch data, GlobalNormalization totals) =>
                throw new NotSupportedException($"{data.NextToken.Ids} {Batch.Keys.Ids} {data.Rows}");
        }
        """);

    [Theory]
    [InlineData("public class Plain;")]
    [InlineData("[LossConfig] public partial record Config { public int Steps { get; init; } = 1; }")]
    [InlineData("static partial class Outer { [LossConfig] internal partial record Config { public int Steps { get; init; } = 1; } }")]
    [InlineData("[LossConfig] public partial record Config { public int Steps { get; init; } = 1; } partial record Config { }")]
    public Task Silent_of_records(string source) => ReportsNothing(source);

    [Fact]
    public Task Fix_makes_a_class_a_record() => Fixes(
        "[LossConfig] public sealed partial class Config\n{\n    public int Steps { get; init; } = 1;\n}",
        "[LossConfig] public sealed partial record Config\n{\n    public int Steps { get; init; } = 1;\n}");

    [Fact]
    public Task Fix_adds_partial_to_what_lacks_it() => Fixes(
        """
        public static class Outer
        {
            // A comment.
            struct Middle
            {
                /// <summary>A config.</summary>
                [LossConfig]
                public sealed class Config { public int Steps { get; init; } = 1; }

                [LossConfig] class Other { public int Steps { get; init; } = 1; }
            }
        }
        """,
        """
        public static partial class Outer
        {
            // A comment.
            partial struct Middle
            {
                /// <summary>A config.</summary>
                [LossConfig]
                public sealed partial record Config { public int Steps { get; init; } = 1; }

                [LossConfig] partial record Other { public int Steps { get; init; } = 1; }
            }
        }
        """);

    [Fact]
    public Task No_fix_for_a_class_with_a_base() => OffersNoFix("class Base; [LossConfig] partial class Config : Base { public int Steps { get; init; } = 1; }");
}
