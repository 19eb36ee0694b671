using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Declarations;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class PartialRecordTests() : FixTest<RefusedTypes, PartialRecordFix>("LDSL1001")
{
    [Theory]
    [InlineData("[DataDict] public record [|Batch|];")]
    [InlineData("[LossConfig] public sealed record [|Config|];")]
    [InlineData("[LossMetrics] record [|Metrics|] { }")]
    public Task A_record_must_be_partial(string source) => Says(source);

    [Fact]
    public Task The_message_names_type_and_reason() => Says(
        "[DataDict] public record [|Batch|];",
        "Batch must be a partial record class for its members to be generated: it is not partial");

    [Fact]
    public Task A_class_is_no_record() => Says(
        "[DataDict] public partial class [|Batch|];",
        "Batch must be a partial record class for its members to be generated: it is a class that is no record");

    [Fact]
    public Task Every_container_must_be_partial() => Says(
        """
        partial class Outer
        {
            class Middle
            {
                [DataDict] internal partial record [|Batch|];
            }
        }
        """,
        "Batch must be a partial record class for its members to be generated: its container Middle is not partial");

    [Fact]
    public Task A_type_local_to_its_file_cannot_be_completed() => Says("[LossConfig] file partial record [|Config|];");

    [Fact]
    public Task Nor_can_one_in_a_container_local_to_its_file() => Says(
        "file partial class Outer { [LossConfig] public partial record [|Config|]; }",
        "Config must be a partial record class for its members to be generated: its container Outer is local to its file");

    [Theory]
    [InlineData("public record Plain;")]
    [InlineData("[LossConfig] public partial record Config { public int Steps { get; init; } }")]
    [InlineData("static partial class Outer { [LossConfig] internal partial record Config { public int Steps { get; init; } } }")]
    [InlineData("[LossConfig] public partial record Config { public int Steps { get; init; } } partial record Config { }")]
    public Task Silent_where_all_is_partial(string source) => IsSilent(source);

    [Fact]
    public Task Fix_adds_partial_to_type_and_containers() => Fixes(
        """
        public static class Outer
        {
            // A comment.
            struct Middle
            {
                /// <summary>A config.</summary>
                [LossConfig]
                public sealed record Config { public int Steps { get; init; } }

                [LossConfig] record Other { public int Steps { get; init; } }
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
                public sealed partial record Config { public int Steps { get; init; } }

                [LossConfig] partial record Other { public int Steps { get; init; } }
            }
        }
        """);

    [Fact]
    public Task Fix_makes_a_class_a_record() => Fixes(
        "[LossConfig] public sealed class Config\n{\n    public int Steps { get; init; }\n}",
        "[LossConfig] public sealed partial record Config\n{\n    public int Steps { get; init; }\n}");

    [Fact]
    public Task No_fix_for_a_class_with_a_base() => OffersNothing("class Base; [LossConfig] class Config : Base { public int Steps { get; init; } }");
}
