using LossDsl.Analyzers.ConfigFiles;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.ConfigFiles;

public sealed class MistypedSettingTests() : ConfigFileTest("LDSL4004")
{
    [Theory]
    [InlineData("beta: high", "(1,1): beta is \"high\"; it must be a number")]
    [InlineData("beta: null", "(1,1): beta is null; it must be a number")]
    [InlineData("beta: [1]", "(1,1): beta is a list; it must be a number")]
    [InlineData("beta: 1\nclip: off", "(2,1): clip is \"off\"; it must be a number or null")]
    [InlineData("beta: 1\nsteps: 1.5", "(2,1): steps is 1.5; it must be a 32-bit integer")]
    [InlineData("beta: 1\nsteps: 3000000000", "(2,1): steps is 3000000000; it must be a 32-bit integer")]
    [InlineData("beta: 1\nseed: 1e19", "(2,1): seed is 1E+19; it must be a 64-bit integer")]
    [InlineData("beta: 1\nseed: 9223372036854775808", "(2,1): seed is 9223372036854775808; it must be a 64-bit integer")]
    [InlineData("beta: 1e400", "(1,1): beta is 1e400, which is beyond the range of floating-point numbers; it must be a number")]
    [InlineData("beta: '0.1'", "(1,1): beta is \"0.1\"; it must be a number; the quotes make it a string")]
    [InlineData("beta: 1\nverbose: \"true\"", "(2,1): verbose is \"true\"; it must be true or false or null; the quotes make it a string")]
    [InlineData("beta: 1\nclip: |\n  3\n  4\n", "(2,1): clip is \"3…\"; it must be a number or null")]
    [InlineData("beta: 1\ndecay: 1e39", "(2,1): decay is 1E+39; it must be a number of 32 bits")]
    [InlineData("beta: 1\ndual_clip: yes", "(2,1): dual_clip is \"yes\"; it must be true or false")]
    [InlineData("beta: 1\nverbose: 0", "(2,1): verbose is 0; it must be true or false or null")]
    [InlineData("beta: 1\nreward_key: 3", "(2,1): reward_key is 3; it must be a text or null")]
    [InlineData("beta: 1\nweighting: 1", "(2,1): weighting is 1; it must be one of uniform, by_length, by_reward")]
    public Task A_value_must_be_of_the_type(string yaml, string message) => Reports(ConfigFile.Yaml(yaml), message);

    [Theory]
    [InlineData("""{ "beta": 1, "steps": 3.0, "seed": 1e3, "clip": "Infinity", "verbose": null, "decay": 1 }""")]
    [InlineData("""{ "beta": 0.5, "weighting": "by_reward", "reward_key": "r", "shift": 1 }""")]
    public Task Silent_where_it_is(string json) => ReportsNothing(ConfigFile.Json(json));
}
