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
        var resumed = options.Resumes(parsed);
        var (split, ranks) = Launch.Of(options.Split(parsed));
        var trainer = new Trainer(options.Machine(parsed, split), split, ranks);
        return resumed is null ? trainer.Start(options.Run(parsed), options.Folder(parsed)) : trainer.Resume(resumed);
    }
}
