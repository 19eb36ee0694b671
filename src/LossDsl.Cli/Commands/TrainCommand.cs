using System.CommandLine;
using LossDsl.Cli.Training;

namespace LossDsl.Cli.Commands;

/// <summary>
/// <c>lossdsl train</c>: trains a small character-level model with supervised, preference and reinforcement learning.
/// </summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var options = new TrainCommandOptions();
        var command = new Command(
            "train", "Train a small character-level language model in phases: supervised, by preference (DPO), by reward (GRPO).");
        foreach (var option in options.All)
            command.Options.Add(option);
        command.SetAction(parsed => Run(options, parsed));
        return command;
    }

    private static int Run(TrainCommandOptions options, ParseResult parsed)
    {
        OpenMPWaitPolicy.SetPassive();
        var resumed = options.GetResumePath(parsed);
        var (split, ranks) = LaunchPlan.Connect(options.GetSplitRequest(parsed));
        var trainer = new Trainer(options.GetMachineOptions(parsed, split), split, ranks);
        return resumed is null ? trainer.Start(options.GetTrainOptions(parsed), options.GetFolder(parsed)) : trainer.Resume(resumed);
    }
}
