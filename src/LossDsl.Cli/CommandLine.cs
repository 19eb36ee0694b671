using System.CommandLine;
using System.CommandLine.Help;

namespace LossDsl.Cli;

/// <summary>Parses the command line, runs a command, and turns errors into a one-line message and an exit code.</summary>
internal static class CommandLine
{
    private const string Name = "lossdsl";

    // Response files are disabled: an argument that starts with @ is a file name.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    private static readonly InvocationConfiguration Running = new() { EnableDefaultExceptionHandler = false };

    /// <summary>Runs the program.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="description">The description of the program.</param>
    /// <param name="verbs">The commands.</param>
    /// <returns>The exit code, one of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, string description, params Command[] verbs)
    {
        // mpirun connects ranks to a pseudo-terminal, so control sequences that .NET writes to a terminal would end up in the
        // output.
        if (MpiWorld.IsLaunched)
            Environment.SetEnvironmentVariable("TERM", "dumb");
        try
        {
            var parsed = Root(description, verbs).Parse(args, Parsing);
            // Actions such as `--help` and `--version` run whatever else is on the command line.
            if (parsed.Action is not { ClearsParseErrors: true } && CommandLineError.Describe(parsed) is { } problem)
                throw new UsageException($"{problem} (`{Verb(parsed)} --help` lists the options)");
            return parsed.Invoke(Running);
        }
        catch (Exception error)
        {
            return ErrorReport.Write(error, Console.Error);
        }
    }

    // Without an explicit name, a RootCommand is named after the assembly, which users do not know.
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
