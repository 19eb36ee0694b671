using LossDsl.Analyzers.ConfigFiles;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.ConfigFiles;

public sealed class MissingSectionTests() : ConfigFileTest("LDSL4008")
{
    private static readonly ConfigFile Nested = ConfigFile.Yaml("grpo:\n  loss_fn: {beta: 1}\n  name: x\n");

    [Theory]
    [InlineData("grpo:los_fn", "(1,1): los_fn is not a section of this file; did you mean 'loss_fn'?")]
    [InlineData("ppo", "(1,1): ppo is not a section of this file; sections: 'grpo'")]
    [InlineData("grpo.name", "(3,3): name is \"x\"; it must be an object")]
    public Task A_section_must_be_there(string section, string message) => Reports(Nested with { Listed = "SampleConfig@" + section }, message);

    [Theory]
    [InlineData("grpo:loss_fn")]
    [InlineData("grpo.loss_fn")]
    public Task Silent_where_it_is(string section) => ReportsNothing(Nested with { Listed = "SampleConfig@" + section });
}
