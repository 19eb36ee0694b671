using System.CommandLine;
using LossDsl.Cli.Doctor;

namespace LossDsl.Cli.Commands;

/// <summary><c>lossdsl doctor</c>: which torch this is, whether it loads, and what this machine has.</summary>
internal static class DoctorCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var command = new Command("doctor", "Show which torch this is, whether it loads, and what this machine has.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        var native = NativeLibrary.Here();
        Fact[] facts = [.. TorchFacts.All(native), .. MachineFacts.All()];
        var width = facts.Max(fact => fact.Name.Length) + 2;
        foreach (var fact in facts)
            Console.Out.WriteLine(fact.Name.PadRight(width) + fact.Value);
        return native.Loads ? ExitCode.Ok : ExitCode.Mismatch;
    }
}
