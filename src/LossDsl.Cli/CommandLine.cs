using System.CommandLine;

namespace LossDsl.Cli;

/// <summary>Parses the command line, runs the verb, and turns whatever goes wrong into one line and an exit code.</summary>
internal static class CommandLine
{
    // No response files: a file name that begins with @ is a file name.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    private static readonly InvocationConfiguration Running = new() { EnableDefaultExceptionHandler = false };

    /// <summary>Runs the program.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="root">The verbs.</param>
    /// <returns>The exit code, one of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, RootCommand root)
    {
        try
        {
            var parsed = root.Parse(args, Parsing);
            // An action that clears errors answers any line: `--help`, `--version`.
            if (parsed.Action is not { ClearsParseErrors: true } && CommandLineProblem.Of(parsed) is { } problem)
                throw new UsageException($"{problem} (`{Verb(parsed)} --help` shows what there is)");
            return parsed.Invoke(Running);
        }
        catch (Exception error)
        {
            return ErrorReport.Write(error, Console.Error);
        }
    }

    private static string Verb(ParseResult parsed) => parsed.CommandResult.Command is RootCommand
        ? "lossdsl"
        : $"lossdsl {parsed.CommandResult.Command.Name}";
}
