using LossDsl.Analyzers.ConfigFiles;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.ConfigFiles;

public sealed class InvalidSettingTests() : ConfigFileTest("LDSL4005")
{
    [Theory]
    [InlineData("beta: 1.5", "(1,1): beta is 1.5; it must be between 0 and 1")]
    [InlineData("beta: .nan", "(1,1): beta is NaN; it must be a number")]
    [InlineData("beta: 1\n# a comment\nclip: 1", "(3,1): clip is 1; it must be greater than 1")]
    [InlineData("beta: 1\nsteps: 0", "(2,1): steps is 0; it must be between 1 and 1000")]
    [InlineData("beta: 1\naccumulate: 3", "(2,1): accumulate is 3; it must be one of 1, 2, 4")]
    [InlineData("beta: 1\nreduction: max", "(2,1): reduction is \"max\"; it must be one of \"sum\", \"mean\"")]
    [InlineData("beta: 1\nweighting: ByLength", "(2,1): weighting is \"ByLength\"; it must be one of uniform, by_length, by_reward")]
    public Task A_value_must_be_allowed(string yaml, string message) => Reports(ConfigFile.Yaml(yaml), message);

    [Fact]
    public Task Of_a_library_as_well() => Reports(
        ConfigFile.Yaml("loss_fn:\n  ratio_clip_c: 0.9\n") with { Listed = "LossDsl.ClippedPGLossConfig@loss_fn" },
        "(2,3): ratio_clip_c is 0.9; it must be greater than 1");

    [Fact]
    public Task A_default_is_a_value_where_it_can_be_seen() => Reports(
        ConfigFile.Yaml("x: 1") with
        {
            Listed = "Config@",
            Source = """
                [LossConfig]
                public sealed partial record Config
                {
                    [Range(1, 9)] public int Steps { get; init; }
                    [Range(1, 9)] public int Rest { get; init; } = -1;
                    [Range(1, 9)] public int Hidden { get; init; } = int.Parse("0");
                    public int X { get; init; }
                }
                """,
        },
        "(1,1): rest is not given; its default is -1; it must be between 1 and 9",
        "(1,1): steps is not given; its default is 0; it must be between 1 and 9");

    [Theory]
    [InlineData("beta: 0\nclip: .inf\nsteps: 1000\naccumulate: 4\nreduction: mean\nweighting: uniform\n")]
    [InlineData("beta: wrong\n")]
    public Task Silent_where_values_are_legal_or_of_another_type(string yaml) => ReportsNothing(ConfigFile.Yaml(yaml));
}
