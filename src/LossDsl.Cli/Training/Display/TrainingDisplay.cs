using Spectre.Console;

namespace LossDsl.Cli.Training;

/// <summary>Chooses how to show a run.</summary>
internal static class TrainingDisplay
{
    /// <summary>What fits standard output: a terminal gets a moving bar, all else plain lines.</summary>
    public static ITrainingDisplay ForOutput()
    {
        var console = AnsiConsole.Console;
        return console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi
            ? new TerminalDisplay(console)
            : new PlainDisplay(Console.Out);
    }
}
