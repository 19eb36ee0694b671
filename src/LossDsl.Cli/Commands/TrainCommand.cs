using System.CommandLine;
using LossDsl.Cli.Training;

namespace LossDsl.Cli.Commands;

/// <summary><c>lossdsl train</c>: trains a small character-level model: supervised, by preference, by reward.</summary>
internal static class TrainCommand
{
    /// <summary>Makes the verb.</summary>
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
        PatientThreads.Ask();
        return options.Resumes(parsed) is { } path
            ? Trainer.Resume(path, options.Machine(parsed))
            : Trainer.Start(options.Run(parsed), options.Folder(parsed), options.Machine(parsed));
    }
}
