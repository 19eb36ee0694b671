using Spectre.Console;

namespace LossDsl.Cli.Training;

/// <summary>Selects the display of a run.</summary>
internal static class TrainingDisplay
{
    /// <summary>The display that fits standard output: a progress bar on a terminal, otherwise plain lines.</summary>
    /// <param name="ranks">The ranks. Only the leader shows anything.</param>
    public static ITrainingDisplay Create(Ranks ranks)
    {
        if (!ranks.IsLeader)
            return new SilentDisplay();
        var console = AnsiConsole.Console;
        // Under a launcher, standard output looks like a terminal even if the launcher writes to a file.
        return ranks.World is null && console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi
            ? new TerminalDisplay(console)
            : new PlainDisplay(Console.Out);
    }
}
