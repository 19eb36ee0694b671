using Spectre.Console;

namespace LossDsl.Cli.Training;

/// <summary>Chooses how to show a run.</summary>
internal static class TrainingDisplay
{
    /// <summary>What fits standard output: a terminal gets a moving bar, all else plain lines.</summary>
    /// <param name="ranks">The ranks. One of several speaks for all.</param>
    public static ITrainingDisplay Create(Ranks ranks)
    {
        if (!ranks.IsLeader)
            return new SilentDisplay();
        var console = AnsiConsole.Console;
        // A launcher gives its ranks a terminal of its own, whatever it passes their lines on to.
        return ranks.World is null && console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi
            ? new TerminalDisplay(console)
            : new PlainDisplay(Console.Out);
    }
}
