using System.CommandLine;
using System.CommandLine.Help;

namespace LossDsl.Cli;

/// <summary>Parses the command line, runs the verb, and turns whatever goes wrong into one line and an exit code.</summary>
internal static class CommandLine
{
    private const string Name = "lossdsl";

    // No response files: a file name that begins with @ is a file name.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    private static readonly InvocationConfiguration Running = new() { EnableDefaultExceptionHandler = false };

    /// <summary>Runs the program.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="description">What the program is.</param>
    /// <param name="verbs">The verbs.</param>
    /// <returns>The exit code, one of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, string description, params Command[] verbs)
    {
        // mpirun gives ranks a terminal of its own: what .NET would send to it ends up among the results.
        if (MpiWorld.IsLaunched)
            Environment.SetEnvironmentVariable("TERM", "dumb");
        try
        {
            var parsed = Root(description, verbs).Parse(args, Parsing);
            // An action that clears errors answers any line: `--help`, `--version`.
            if (parsed.Action is not { ClearsParseErrors: true } && CommandLineError.Describe(parsed) is { } problem)
                throw new UsageException($"{problem} (`{Verb(parsed)} --help` shows what there is)");
            return parsed.Invoke(Running);
        }
        catch (Exception error)
        {
            return ErrorReport.Write(error, Console.Error);
        }
    }

    // A RootCommand would call itself after the assembly, which its users do not see.
    private static Command Root(string description, Command[] verbs)
    {
        var root = new Command(Name, description) { new HelpOption(), new VersionOption() };
        foreach (var verb in verbs)
            root.Subcommands.Add(verb);
        return root;
    }

    private static string Verb(ParseResult parsed) =>
        parsed.CommandResult.Command.Name is var name && name == Name ? Name : $"{Name} {name}";
}
