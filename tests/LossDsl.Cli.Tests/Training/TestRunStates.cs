using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training;

/// <summary>States of runs for tests.</summary>
internal static class TestRunStates
{
    public static RunState Create(string after) => new()
    {
        Options = new TrainOptions
        {
            Data = "words.txt", Pattern = null, MaxLength = 12, Seed = 1, Phases = ["sft", "grpo"],
            SftSteps = 30, DpoSteps = 10, GrpoSteps = 5, Microbatch = 64,
        },
        Examples = "",
        PhasesDone = 1,
        StepsDone = 0,
        MetricLines = 0,
        Samples = [new SampleReport(after, 100, 20, 4, 90, 18, ["word"])],
    };
}
