using System.CommandLine;
using LossDsl.Cli.Doctor;

namespace LossDsl.Cli.Commands;

/// <summary><c>lossdsl doctor</c>: where torch comes from, and what this machine has.</summary>
internal static class DoctorCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var command = new Command("doctor", "Show where torch comes from and what this machine has.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        Fact[] facts = [.. TorchFacts.All(), .. MachineFacts.All()];
        var width = facts.Max(fact => fact.Name.Length) + 2;
        foreach (var fact in facts)
            Console.Out.WriteLine(fact.Name.PadRight(width) + fact.Value);
        return ExitCode.Ok;
    }
}
