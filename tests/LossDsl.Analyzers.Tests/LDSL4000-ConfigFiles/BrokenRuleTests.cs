using LossDsl.Analyzers.ConfigFiles;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.ConfigFiles;

public sealed class BrokenRuleTests() : ConfigFileTest("LDSL4006")
{
    [Theory]
    [InlineData("beta: 1\ndual_clip: true", "(2,1): dual_clip is true; that requires clip not to be null, but it is null")]
    [InlineData("beta: 1\nwarm_up: 5", "(2,1): warm_up is 5; that requires decay not to be 0, but it is 0")]
    [InlineData("beta: 1\nclip: 3\ndual_clip: true\nplain_ratio: true", "(4,1): plain_ratio is true; that conflicts with dual_clip, which is true")]
    [InlineData("beta: 1\nweighting: by_reward", "(2,1): reward_key is null; it must not be null when weighting is by_reward")]
    [InlineData("beta: 1\nverbose: true", "(2,1): interval is null; it must not be null when verbose is true")]
    [InlineData("beta: 1\npatience: 2", "(2,1): interval is null; it must not be null when patience is not 0, and that is 2")]
    [InlineData("beta: 0.5\nreference: ''", "(2,1): reference is \"\"; it must not be empty when beta is not 0, and that is 0.5")]
    public Task Values_must_agree(string yaml, string message) => Reports(ConfigFile.Yaml(yaml), message);

    [Fact]
    public Task What_a_constructor_or_a_library_may_set_is_not_guessed() => ReportsNothing(
        ConfigFile.Yaml("dual: true") with
        {
            Listed = "Config@",
            Source = """
                [LossConfig]
                public sealed partial record Config
                {
                    public Config() => Clip = 3;
                    [Requires(nameof(Clip))] public bool Dual { get; init; }
                    public double? Clip { get; init; }
                }
                """,
        });

    [Theory]
    [InlineData("beta: 1\nclip: 0.5\ndual_clip: true\n")]
    [InlineData("beta: 1\nclip: 3\ndual_clip: true\n")]
    [InlineData("beta: 0\nreference: ''\nweighting: by_length\n")]
    public Task Silent_where_they_do_or_are_wrong_by_themselves(string yaml) => ReportsNothing(ConfigFile.Yaml(yaml));
}
