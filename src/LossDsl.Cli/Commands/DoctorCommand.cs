using System.CommandLine;
using LossDsl.Cli.Doctor;

namespace LossDsl.Cli.Commands;

/// <summary>
/// <c>lossdsl doctor</c>: prints the version of torch, whether its native library loads, and facts about the machine.
/// </summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Show which torch this is, whether it loads, and what this machine has.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        var native = NativeLibraryStatus.CheckInstalled();
        Fact[] facts = [.. TorchFacts.Collect(native), .. MachineFacts.Collect()];
        var width = facts.Max(fact => fact.Name.Length) + 2;
        foreach (var fact in facts)
            Console.Out.WriteLine(fact.Name.PadRight(width) + fact.Value);
        return native.CanLoad ? ExitCode.Ok : ExitCode.CheckFailed;
    }
}
