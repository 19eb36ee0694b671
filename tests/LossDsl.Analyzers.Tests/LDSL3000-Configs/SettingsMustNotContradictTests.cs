using LossDsl.Analyzers.Configs;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.Configs;

public sealed class SettingsMustNotContradictTests : RuleTest<SettingsMustNotContradict>
{
    private static string InMethod(string body) => $$"""
        public enum Mode { Off, Fast }

        [LossConfig]
        public partial record Config
        {
            [Requires(nameof(Beta))] public double? Clip { get; init; }
            [ConflictsWith(nameof(Clip))] public bool Plain { get; init; }
            public double? Beta { get; init; }
            [RequiredWhen(nameof(Level), Is = "token")] public int Tokens { get; init; }
            public string Level { get; init; } = "sequence";
            [RequiredWhen(nameof(Weight), IsNot = 0)] public string? Reference { get; init; }
            public float Weight { get; init; }
            [RequiredWhen(nameof(Mode), Is = Mode.Fast)] public int? Lanes { get; init; }
            public Mode Mode { get; init; }
            [ForbiddenWhen(nameof(Mode), IsNot = Mode.Fast)] public double? Boost { get; init; }
            [ForbiddenWhen(nameof(Mode), Is = Mode.Fast)] public bool Careful { get; init; }
        }

        static class Check { public static void Throws(Action action) { } }

        class Trainer
        {
            static object? Step(Config config, double some, bool flag)
            {
                {{body}}
                return null;
            }
        }
        """;

    [Theory]
    [InlineData("_ = new Config { Clip = [|2|] };", "Clip is 2; that requires Beta not to be null, but it is null")]
    [InlineData("_ = new Config { Clip = 2, Beta = 1, Plain = [|true|] };", "Plain is true; that conflicts with Clip, which is 2")]
    [InlineData("_ = config with { Clip = 2, Plain = [|true|] };", "Plain is true; that conflicts with Clip, which is 2")]
    [InlineData("_ = config with { Clip = [|3|], Beta = null };", "Clip is 3; that requires Beta not to be null, but it is null")]
    [InlineData("_ = new Config { Level = [|\"token\"|] };", "Tokens is 0; it must not be 0 when Level is \"token\"")]
    [InlineData("_ = new Config { Level = \"token\", Tokens = [|0|] };", "Tokens is 0; it must not be 0 when Level is \"token\"")]
    [InlineData("_ = new Config { Weight = [|0.5f|] };", "Reference is null; it must not be null when Weight is not 0, and that is 0.5")]
    [InlineData("const bool on = true; var clip = 2.0; _ = new Config { Clip = clip, Beta = 1, Plain = [|on|] };", "Plain is true; that conflicts with Clip, which is 2")]
    [InlineData("_ = new Config { Mode = [|Mode.Fast|] };", "Lanes is null; it must not be null when Mode is fast")]
    [InlineData("_ = new Config { Boost = [|2|] };", "Boost is 2; it must be null when Mode is not fast, and that is off")]
    [InlineData("_ = new Config { Mode = Mode.Fast, Lanes = 1, Careful = [|true|] };", "Careful is true; it must not be true when Mode is fast")]
    public Task What_is_surely_broken_is_said_in_the_words_of_the_runtime(string body, string message) => Reports(InMethod(body), message);

    [Theory]
    [InlineData("_ = new Config();")]
    [InlineData("_ = new Config { Clip = 2, Beta = 0 };")]
    [InlineData("_ = new Config { Clip = 2, Beta = flag ? 1 : null };")]
    [InlineData("_ = new Config { Clip = flag ? 2 : null };")]
    [InlineData("_ = new Config { Clip = 2, Beta = some, Plain = flag };")]
    [InlineData("_ = config with { Clip = 2 };")]
    [InlineData("_ = config with { Level = \"token\" };")]
    [InlineData("_ = new Config { Mode = Mode.Fast, Lanes = 2, Weight = 0 };")]
    [InlineData("Check.Throws(() => _ = new Config { Clip = 2 });")]
    public Task Silent_where_the_rules_hold_or_nobody_can_know(string body) => ReportsNothing(InMethod(body));

    [Fact]
    public Task Silent_where_a_constructor_may_set_more() => ReportsNothing(
        """
        [LossConfig]
        public partial record Config
        {
            public Config() => Beta = 1;
            [Requires(nameof(Beta))] public double? Clip { get; init; }
            public double? Beta { get; init; }
        }

        static class Use { static object Make() => new Config { Clip = 2 }; }
        """);
}
