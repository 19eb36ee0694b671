using LossDsl.Analyzers.ConfigFiles;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.ConfigFiles;

public sealed class UnknownSettingTests() : ConfigFileTest("LDSL4001")
{
    [Fact]
    public Task A_misspelt_key_is_named_with_the_nearest_one() => Reports(
        ConfigFile.Yaml("beta: 1\nstps: 3\n"), "(2,1): stps is not a key of SampleConfig; did you mean 'steps'?");

    [Fact]
    public Task A_strange_key_is_named() => Reports(
        ConfigFile.Json("""{ "beta": 1, "learning_rate": 3 }"""), "(1,14): learning_rate is not a key of SampleConfig");

    [Fact]
    public Task The_case_of_keys_counts() => Reports(
        ConfigFile.Yaml("beta: 1\nSteps: 3\n"), "(2,1): Steps is not a key of SampleConfig; did you mean 'steps'?");

    [Fact]
    public Task Keys_that_are_merged_are_looked_at_where_they_stand() => Reports(
        ConfigFile.Yaml("base: &base\n  stps: 3\nloss:\n  <<: *base\n  beta: 1\n") with { Listed = "SampleConfig@loss" },
        "(2,3): stps is not a key of SampleConfig; did you mean 'steps'?");

    [Fact]
    public Task One_file_may_hold_several_configs() => Reports(
        ConfigFile.Yaml("one: {beta: 1, x: 1}\ntwo: {preference_los_weight: 1}\n") with { Listed = "SampleConfig@one|DPOLossConfig@two" },
        "(1,16): x is not a key of SampleConfig",
        "(2,7): preference_los_weight is not a key of DPOLossConfig; did you mean 'preference_loss_weight'?");

    [Theory]
    [InlineData("beta: 1\nShift of it: 3\nweighting: by_length\n")]
    [InlineData("beta: 1\n$schema: x\n")]
    public Task Silent_where_all_keys_are_known(string yaml) => ReportsNothing(ConfigFile.Yaml(yaml));

    [Fact]
    public Task Silent_about_a_file_that_is_not_listed() => ReportsNothing(ConfigFile.Yaml("stps: 3") with { Listed = null });

    [Theory]
    [InlineData("steps: 3\nstps: 4\nbeta: 1\n", "(2,1): stps is not a key of SampleConfig")]
    [InlineData("stps: 4\nbeta: 1\nsteps: 3\n", "(1,1): stps is not a key of SampleConfig")]
    [InlineData("a: &a {steps: 3}\n", "(1,1): a is not a key of SampleConfig")]
    public Task A_key_that_the_file_has_already_is_not_suggested(string yaml, string message) =>
        Reports(ConfigFile.Yaml(yaml + (yaml.Contains("beta") ? "" : "beta: 1\n")), message);
}
