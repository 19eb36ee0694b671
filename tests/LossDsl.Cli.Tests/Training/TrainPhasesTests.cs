using LossDsl.Cli.Commands;
using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training;

public class TrainPhasesTests
{
    [Theory]
    [InlineData("sft,dpo,grpo", "sft", "dpo", "grpo")]
    [InlineData(" grpo , dpo ", "grpo", "dpo")]
    [InlineData("dpo", "dpo")]
    public void Any_of_them_in_any_order(string list, params string[] phases) => Assert.Equal(phases, TrainPhases.Parse(list));

    [Theory]
    [InlineData("", " names no phase; the phases are sft, dpo, grpo")]
    [InlineData(" , ", " names no phase; the phases are sft, dpo, grpo")]
    [InlineData("sft,nonsense", ": unknown phase 'nonsense'; the phases are sft, dpo, grpo")]
    [InlineData("sft,gpro", ": unknown phase 'gpro'; the phases are sft, dpo, grpo; did you mean 'grpo'?")]
    [InlineData("SFT", ": unknown phase 'SFT'; the phases are sft, dpo, grpo; did you mean 'sft'?")]
    [InlineData("sft,dpo,sft", " names 'sft' more than once; a run has each phase once, in any order")]
    public void All_else_is_refused(string list, string because) =>
        Assert.Equal($"--phases{because}", Assert.Throws<UsageException>(() => TrainPhases.Parse(list)).Message);

    [Fact]
    public void The_default_is_a_list_of_phases() => Assert.NotEmpty(TrainPhases.Parse(TrainDefaults.Phases));
}
