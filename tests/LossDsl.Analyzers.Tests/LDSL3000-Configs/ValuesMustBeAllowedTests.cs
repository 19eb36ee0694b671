using LossDsl.Analyzers.Configs;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Configs;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tests.Configs;

public sealed class ValuesMustBeAllowedTests : FixTest<ValuesMustBeAllowed, OutOfRangeFix>
{
    private static string InMethod(string body) => $$"""
        public enum Level { Token, Sequence, Batch }

        [LossConfig]
        public partial record Config
        {
            [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)] public double? RatioClipC { get; init; }
            [Range(0, 1)] public double RatioClipMin { get; set; }
            [Range(0, 0.5)] public float Weight { get; init; }
            [Range(0, 10, MinimumIsExclusive = true)] public int Steps { get; init; } = 1;
            [AllowedValues("linear", "cosine")] public string Decay { get; init; } = "linear";
            [AllowedValues(Level.Token, Level.Sequence)] public Level Level { get; init; }
        }

        static class Constants { public const double C = 0.5; public const int Zero = 0; }

        static class Check { public static void Throws(Action action) { } }

        class Trainer
        {
            static void Step(Config config, bool dual)
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("_ = new Config { RatioClipC = [|0.9|] };", "RatioClipC is 0.9; it must be greater than 1")]
    [InlineData("_ = new Config { RatioClipC = [|1|] };", "RatioClipC is 1; it must be greater than 1")]
    [InlineData("_ = config with { RatioClipMin = [|-0.2|] };", "RatioClipMin is -0.2; it must be between 0 and 1")]
    [InlineData("config.RatioClipMin = [|2 * Constants.C + 1|];", "RatioClipMin is 2; it must be between 0 and 1")]
    [InlineData("const double half = Constants.C; _ = config with { RatioClipC = [|half|] };", "RatioClipC is 0.5; it must be greater than 1")]
    [InlineData("_ = config with { Weight = [|0.75f|] };", "Weight is 0.75; it must be between 0 and 0.5")]
    [InlineData("_ = config with { Steps = [|Constants.Zero|] };", "Steps is 0; it must be greater than 0 and at most 10")]
    [InlineData("_ = config with { Steps = [|default|] };", "Steps is 0; it must be greater than 0 and at most 10")]
    [InlineData("_ = config with { RatioClipMin = [|double.NaN|] };", "RatioClipMin is NaN; it must be a number")]
    [InlineData("_ = config with { RatioClipC = dual ? [|0.9|] : null };", "RatioClipC is 0.9; it must be greater than 1")]
    [InlineData("_ = config with { RatioClipC = (double?)[|0.9|] };", "RatioClipC is 0.9; it must be greater than 1")]
    [InlineData("_ = config with { Decay = [|\"cosin\"|] };", "Decay is \"cosin\"; it must be one of \"linear\", \"cosine\"")]
    [InlineData("_ = config with { Level = [|Level.Batch|] };", "Level is batch; it must be one of token, sequence")]
    public Task A_constant_must_be_legal(string body, string message) => Reports(InMethod(body), message);

    [Theory]
    [InlineData("var half = 0.5; _ = config with { RatioClipC = [|half|] };", "RatioClipC is 0.5; it must be greater than 1")]
    [InlineData("var steps = 4; var all = steps * 3; _ = config with { Steps = [|all|] };", "Steps is 12; it must be greater than 0 and at most 10")]
    [InlineData("double low = 1; _ = config with { RatioClipMin = [|-low / 2|] };", "RatioClipMin is -0.5; it must be between 0 and 1")]
    [InlineData("var (half, other) = (0.5, 1); _ = config with { RatioClipC = [|half|] };", "RatioClipC is 0.5; it must be greater than 1")]
    [InlineData("int one = 1; _ = config with { RatioClipC = [|one|] };", "RatioClipC is 1; it must be greater than 1")]
    [InlineData("var mode = \"cosin\"; Action later = () => _ = config with { Decay = [|mode|] };", "Decay is \"cosin\"; it must be one of \"linear\", \"cosine\"")]
    public Task Locals_that_are_set_once_and_arithmetic_count(string body, string message) => Reports(InMethod(body), message);

    [Theory]
    [InlineData("var half = 0.5; if (dual) half = 2; _ = config with { RatioClipC = half };")]
    [InlineData("var half = 0.5; half++; _ = config with { RatioClipC = half };")]
    [InlineData("var half = 0.5; Set(ref half); _ = config with { RatioClipC = half }; static void Set(ref double x) => x = 3;")]
    [InlineData("var half = 0.5; Action set = () => half = 3; set(); _ = config with { RatioClipC = half };")]
    [InlineData("double half; double.TryParse(\"3\", out half); _ = config with { RatioClipC = half };")]
    [InlineData("var (half, other) = (0.5, 1); half = 3; _ = config with { RatioClipC = half };")]
    [InlineData("for (var c = 0; c < 3; c++) _ = config with { Steps = c };")]
    [InlineData("foreach (var c in new[] { 0.5 }) _ = config with { RatioClipC = c };")]
    [InlineData("var zero = 0; _ = config with { Steps = 3 / zero };")]
    [InlineData("var most = int.MaxValue; _ = config with { Steps = most + most };")]
    public Task Silent_where_a_local_may_have_changed(string body) => ReportsNothing(InMethod(body));

    [Fact]
    public Task All_that_is_said_of_texts_and_denied_values_counts() => Reports(
        DiagnosticSeverity.Warning,
        """
        public class Options
        {
            [StringLength(5, MinimumLength = 2)] public string Name { get; set; } = [|"x"|];
            [Length(2, 2)] public string Pair { get; set; } = [|"abc"|];
            [MinLength(3)] public string Long { get; set; } = [|"ab"|];
            [MaxLength(1)] public string Short { get; set; } = [|"ab"|];
            [RegularExpression("[a-z]+")] public string Word { get; set; } = [|"abc1"|];
            [DeniedValues(0, 13)] public int Floor { get; set; } = [|13|];
        }

        [LossConfig]
        public partial record Config { [MinLength(3)] public string Model { get; init; } = [|"ab"|]; }
        """,
        "Name is \"x\"; it must have between 2 and 5 characters",
        "Pair is \"abc\"; it must have 2 characters",
        "Long is \"ab\"; it must have at least 3 characters",
        "Short is \"ab\"; it must have at most 1 character",
        "Word is \"abc1\"; it must match [a-z]+",
        "Floor is 13, which is not allowed",
        "Model is \"ab\"; it must have at least 3 characters");

    [Fact]
    public Task Silent_where_texts_and_values_are_legal() => ReportsNothing(
        """
        public class Options
        {
            [StringLength(5)] public string Name { get; set; } = "";
            [MaxLength] public string Any { get; set; } = "any";
            [RegularExpression("[a-z]+")] public string Word { get; set; } = "";
            [RegularExpression("(")] public string Malformed { get; set; } = "x";
            [MinLength(3)] public int[] List { get; set; } = { 1 };
            [DeniedValues("a")] public string Denied { get; set; } = "b";
        }
        """);

    [Fact]
    public Task Defaults_and_own_assignments_count() => Reports(
        """
        [LossConfig]
        public partial record Config
        {
            public Config() => Beta = [|-1|];
            [Range(0, 1)] public double Beta { get; init; }
            [Range(0, 1)] public double Gamma { get; init; } = [|1.5|];
        }
        """);

    [Fact]
    public Task Parameters_count_and_those_of_records_stand_for_their_properties() => Reports(
        DiagnosticSeverity.Warning,
        """
        record Options([property: Range(0, 1)] double Alpha, [Range(0, 1)] double Beta = [|7|]);

        class Trainer
        {
            void Warm([Range(1, 100)] int steps) => Warm([|0|]);
            object Make() => new Options([|3|], Beta: [|-1|]);
            object Make2() => new Options(0.5, 0.5) with { Alpha = [|2|] };
        }
        """);

    [Fact]
    public Task Other_peoples_options_get_a_warning() => Reports(
        DiagnosticSeverity.Warning,
        """
        public class Options
        {
            [Range(1, 65535)] public int Port { get; set; } = [|0|];
            [Range(typeof(decimal), "0.1", "1")] public decimal Share { get; set; } = [|2m|];
            [Range(0, 1)] public double Field = [|3|];
        }
        """,
        "Port is 0; it must be between 1 and 65535",
        "Share is 2; it must be between 0.1 and 1",
        "Field is 3; it must be between 0 and 1");

    [Theory]
    [InlineData("_ = new Config { RatioClipC = 3, RatioClipMin = 1, Weight = 0.5f, Steps = 10, Decay = \"cosine\", Level = Level.Sequence };")]
    [InlineData("_ = new Config { RatioClipC = null };")]
    [InlineData("_ = new Config { RatioClipC = double.PositiveInfinity };")]
    [InlineData("const bool off = false; _ = config with { RatioClipC = off ? 0.9 : 2 };")]
    [InlineData("Check.Throws(() => _ = config with { RatioClipC = 0.9 });")]
    [InlineData("try { _ = config with { RatioClipC = 0.9 }; } catch (LossConfigException) { }")]
    public Task Silent_where_all_is_legal_or_meant(string body) => ReportsNothing(InMethod(body));

    // With two ints, the attribute rounds a value before it compares.
    [Fact]
    public Task Silent_where_validation_would_pass() =>
        ReportsNothing("public class Options { [Range(1, 10)] public double Ratio { get; set; } = 10.4; }");

    [Fact]
    public Task Works_without_LossDsl() => ReportsNothingWithoutLossDsl("public class Options { public int Port { get; set; } = 0; }");

    [Fact]
    public Task Fix_writes_the_nearest_legal_value() => Fixes(
        InMethod("""
            _ = new Config { RatioClipMin = -0.2, Weight = 0.75f, Steps = 0, Decay = "cosin" };
            _ = config with { RatioClipMin = /* too much */ 2, Steps = 11 };
            """),
        InMethod("""
            _ = new Config { RatioClipMin = 0, Weight = 0.5f, Steps = 1, Decay = "cosine" };
            _ = config with { RatioClipMin = /* too much */ 1, Steps = 10 };
            """));

    [Theory]
    [InlineData("_ = new Config { RatioClipC = 0.9 };")]
    [InlineData("_ = new Config { RatioClipMin = double.NaN };")]
    [InlineData("_ = new Config { Level = Level.Batch };")]
    public Task No_fix_where_no_value_is_nearest(string body) => OffersNoFix(InMethod(body));
}
