using System.CommandLine;
using LossDsl.Cli.Checking;

namespace LossDsl.Cli.Commands;

/// <summary>
/// <c>lossdsl check FILE [--section PATH] [--type NAME]</c>: reports the same violations of a config file as the analyzers.
/// </summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The config: .json, .yaml or .yml." };
        var section = new Option<string?>("--section")
        {
            Description = "The path to its keys inside the file: loss_fn, grpo.loss_fn; by default the whole file.",
            HelpName = "PATH",
        };
        var type = new Option<string?>("--type")
        {
            Description = $"The config's type, where its keys leave that open: {string.Join(", ", KnownConfig.All.Select(known => known.Name))}.",
            HelpName = "NAME",
        };
        var command = new Command("check", "Validate a config file against its type.") { file, section, type };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), parsed.GetValue(section), parsed.GetValue(type)));
        return command;
    }

    private static int Run(string file, string? section, string? type)
    {
        if (!File.Exists(file))
            throw new UsageException($"{file}: file not found");
        var verdict = ConfigValidationResult.Validate(file, section, type);
        foreach (var line in verdict.Messages)
            Console.Out.WriteLine(line);
        return verdict.IsValid ? ExitCode.Ok : ExitCode.CheckFailed;
    }
}
