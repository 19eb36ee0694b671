using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Declarations;

namespace LossDsl.Analyzers.Tests.Declarations;

public sealed class FieldRuleTests() : FixTest<DeclarationsMustBeWellFormed, FieldRuleFix>("LDSL1007")
{
    private static string Config(string member) => $$"""
        public enum Mode { Off, Fast }

        [LossConfig]
        public partial record Config
        {
            {{member}}
            public double? Beta { get; init; }
            public double Weight { get; init; }
            public bool Flag { get; init; }
            public Mode Mode { get; init; }
            public string Level { get; init; } = "token";
            public double Twice => 2 * Weight;
        }
        """;

    private static string DataDict(string member) => $$"""
        public record Options { public double Weight { get; init; } public bool Flag { get; init; } public string Level { get; init; } = ""; }

        [DataDict]
        public partial record Batch
        {
            [Tensor("B S")] public required Tensor InputIds { get; init; }
            [Tensor("B S")] {{member}} Reference { get; init; }
        }
        """;

    [Theory]
    [InlineData("[Requires([|\"Bta\"|])] public int? Clip { get; init; }", "The rule [Requires] of Clip names 'Bta', which is not a setting of Config; did you mean 'Beta'?")]
    [InlineData("[ConflictsWith([|\"Nothing\"|])] public int? Clip { get; init; }", "The rule [ConflictsWith] of Clip names 'Nothing', which is not a setting of Config")]
    [InlineData("[Requires([|nameof(Twice)|])] public int? Clip { get; init; }", "The rule [Requires] of Clip names 'Twice', which is not a setting of Config")]
    [InlineData("[Requires([|nameof(Clip)|])] public int? Clip { get; init; }", "The rule [Requires] of Clip names the setting itself")]
    [InlineData("[Requires(nameof(Beta)), [|ConflictsWith(nameof(Beta))|]] public int? Clip { get; init; }", "The rule [ConflictsWith] of Clip contradicts [Requires] of the same two settings: Clip could never be set")]
    [InlineData("[[|RequiredWhen(nameof(Weight), Is = 0, IsNot = 1)|]] public int? Clip { get; init; }", "The rule [RequiredWhen] of Clip gives both Is and IsNot")]
    [InlineData("[[|RequiredWhen(nameof(Weight))|]] public int? Clip { get; init; }", "The rule [RequiredWhen] of Clip gives neither Is nor IsNot, but Weight is not a bool")]
    [InlineData("[[|RequiredWhen(nameof(Weight), Is = \"high\")|]] public int? Clip { get; init; }", "The rule [RequiredWhen] of Clip compares Weight with a value that a double never has")]
    [InlineData("[[|RequiredWhen(nameof(Weight), IsNot = null)|]] public int? Clip { get; init; }", "The rule [RequiredWhen] of Clip compares Weight with a value that a double never has")]
    [InlineData("[[|RequiredWhen(nameof(Mode), Is = \"fast\")|]] public int? Clip { get; init; }", "The rule [RequiredWhen] of Clip compares Mode with a value that a Mode never has")]
    [InlineData("[[|RequiredWhen(nameof(Mode), Is = (Mode)7)|]] public int? Clip { get; init; }", "The rule [RequiredWhen] of Clip compares Mode with a value that a Mode never has")]
    public Task A_rule_of_a_setting_must_make_sense(string member, string message) => Reports(Config(member), message);

    [Theory]
    [InlineData("[RequiredWhen<Options>([|\"Wieght\"|], IsNot = 0)] public Tensor?", "The rule [RequiredWhen] of Reference names 'Wieght', which is not a setting of Options; did you mean 'Weight'?")]
    [InlineData("[[|RequiredWhen<Options>(nameof(Options.Weight))|]] public Tensor?", "The rule [RequiredWhen] of Reference gives neither Is nor IsNot, but Weight is not a bool")]
    [InlineData("[[|RequiredWhen<Options>(nameof(Options.Level), Is = 3)|]] public Tensor?", "The rule [RequiredWhen] of Reference compares Level with a value that a string never has")]
    [InlineData("[[|RequiredWhen<Options>(nameof(Options.Flag))|]] public required Tensor", "The rule [RequiredWhen] of Reference has no effect: a tensor that cannot be null is always required")]
    public Task A_rule_of_a_tensor_must_make_sense(string member, string message) => Reports(DataDict(member), message);

    [Fact]
    public Task A_rule_must_stand_on_a_setting() => Reports(
        "public record Plain { [[|Requires(nameof(Beta))|]] public double? Clip { get; init; } public double? Beta { get; init; } }",
        "The rule [Requires] of Clip is not on a setting of a [LossConfig]");

    [Theory]
    [InlineData("[Requires(nameof(Beta)), ConflictsWith(nameof(Flag))] public int? Clip { get; init; }")]
    [InlineData("[RequiredWhen(nameof(Flag))] public int? Clip { get; init; }")]
    [InlineData("[RequiredWhen(nameof(Weight), IsNot = 0)] public int? Clip { get; init; }")]
    [InlineData("[RequiredWhen(nameof(Beta), Is = null)] public int? Clip { get; init; }")]
    [InlineData("[RequiredWhen(nameof(Mode), Is = Mode.Fast), RequiredWhen(nameof(Level), IsNot = \"token\")] public int? Clip { get; init; }")]
    public Task Silent_where_a_rule_of_a_setting_makes_sense(string member) => ReportsNothing(Config(member));

    [Theory]
    [InlineData("[RequiredWhen<Options>(nameof(Options.Weight), IsNot = 0)] public Tensor?")]
    [InlineData("[RequiredWhen<Options>(nameof(Options.Flag))] public Tensor?")]
    [InlineData("[RequiredWhen<Options>(nameof(Options.Level), Is = \"token\")] public Tensor?")]
    public Task Silent_where_a_rule_of_a_tensor_makes_sense(string member) => ReportsNothing(DataDict(member));

    [Fact]
    public Task Fix_names_the_nearest() => Fixes(
        Config("[Requires(\"Bta\"), ConflictsWith(\"flag\")] public int? Clip { get; init; }"),
        Config("[Requires(nameof(Beta)), ConflictsWith(nameof(Flag))] public int? Clip { get; init; }"));

    [Fact]
    public Task Fix_names_the_config_of_a_tensor() => Fixes(
        DataDict("[RequiredWhen<Options>(\"Wieght\", IsNot = 0)] public Tensor?"),
        DataDict("[RequiredWhen<Options>(nameof(Options.Weight), IsNot = 0)] public Tensor?"));

    [Fact]
    public Task No_fix_where_nothing_is_near() => OffersNoFix(Config("[Requires(\"Nothing\")] public int? Clip { get; init; }"));

    [Theory]
    [InlineData("[[|RequiredWhen(nameof(Share), Is = 2.0)|]] public int? Clip { get; init; }", "The rule [RequiredWhen] of Clip compares Share with 2, but Share must be between 0 and 1")]
    [InlineData("[[|RequiredWhen(nameof(Kind), IsNot = \"c\")|]] public int? Clip { get; init; }", "The rule [RequiredWhen] of Clip compares Kind with \"c\", but Kind must be one of \"a\", \"b\"")]
    public Task A_rule_between_settings_compares_with_a_legal_value(string member, string message) => Reports(Limited(member), message);

    [Theory]
    [InlineData("[[|RequiredWhen<Config>(nameof(Config.Share), Is = 2)|]]", "The rule [RequiredWhen] of Bonus compares Share with 2, but Share must be between 0 and 1")]
    [InlineData("[[|RequiredWhen<Config>(nameof(Config.Kind), Is = \"c\")|]]", "The rule [RequiredWhen] of Bonus compares Kind with \"c\", but Kind must be one of \"a\", \"b\"")]
    public Task A_condition_of_a_tensor_compares_with_a_legal_value(string condition, string message) => Reports(
        Limited("") + $"[DataDict] public partial record Batch {{ [Tensor(\"B\")] public required Tensor A {{ get; init; }} [Tensor(\"B\"), {condition.Replace("[[|", "[|").Replace("|]]", "|]")}] public Tensor? Bonus {{ get; init; }} }}",
        message);

    [Theory]
    [InlineData("[RequiredWhen(nameof(Share), Is = 1.0)] public int? Clip { get; init; }")]
    [InlineData("[RequiredWhen(nameof(Kind), Is = null)] public int? Clip { get; init; }")]
    public Task Silent_at_the_bounds(string member) => ReportsNothing(Limited(member));

    private static string Limited(string member) => $$"""
        [LossConfig]
        public sealed partial record Config
        {
            [Range(0, 1)] public double Share { get; init; }
            [AllowedValues("a", "b")] public string? Kind { get; init; }
            {{member}}
        }

        """;
}
