using System.Diagnostics;
using LossDsl.Tools;

namespace LossDsl.Cli.Tests.Training;

/// <summary>Runs <c>lossdsl train</c> as a process of its own, or as several.</summary>
internal static class TrainProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs it to its end.</summary>
    public static ProgramRun Run(params string[] arguments) => Run(_ => { }, arguments);

    /// <summary>Runs it to its end, and does something meanwhile.</summary>
    public static ProgramRun Run(Action<Process> meanwhile, params string[] arguments) =>
        // A shell that put this test into the background had Ctrl-C ignored, and children inherit that.
        Run(new ProcessStartInfo("env", ["--default-signal=INT", .. Command(arguments)]), meanwhile);

    /// <summary>Runs it to its end as several ranks; the test is skipped where they cannot be had.</summary>
    public static ProgramRun RunRanks(int ranks, params string[] arguments) => RunRanks(ranks, _ => { }, arguments);

    /// <summary>The same, and does something meanwhile.</summary>
    public static ProgramRun RunRanks(int ranks, Action<Process> meanwhile, params string[] arguments)
    {
        var mpirun = Mpirun.Find();
        Assert.SkipWhen(mpirun is null, "mpirun is not here; Debian has it in the package openmpi-bin");
        return Run(Mpirun.Start(mpirun!, ranks, Command(arguments)), meanwhile);
    }

    /// <summary>Asks it to stop once its log has some lines.</summary>
    public static Action<Process> StopAfter(string folder, int lines, string signal) => process =>
    {
        var log = Path.Combine(folder, "metrics.jsonl");
        var waited = Stopwatch.StartNew();
        while (!File.Exists(log) || File.ReadLines(log).Count() < lines)
        {
            Assert.False(process.HasExited, "it ended before it was asked to stop");
            Assert.True(waited.Elapsed < Patience, "it did not get going");
            Thread.Sleep(20);
        }

        Process.Start("kill", [$"-{signal}", process.Id.ToString()]).WaitForExit();
    };

    private static string[] Command(string[] arguments) =>
        ["dotnet", ProgramRun.Program, "train", "--threads", "1", .. arguments];

    private static ProgramRun Run(ProcessStartInfo start, Action<Process> meanwhile)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            meanwhile(process);
            Assert.True(process.WaitForExit(Patience), "it did not end");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        return new ProgramRun(process.ExitCode, output.Result, error.Result);
    }
}
