using System.Diagnostics;
using LossDsl.Tools;

namespace LossDsl.Cli.Tests.Training;

/// <summary>Runs <c>lossdsl train</c> as one or several processes.</summary>
internal static class TrainProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs it to the end.</summary>
    public static ProgramRun Run(params string[] arguments) => Run(_ => { }, arguments);

    /// <summary>Runs it to the end, and calls an action meanwhile.</summary>
    public static ProgramRun Run(Action<Process> meanwhile, params string[] arguments) =>
        // A shell that runs the tests in the background ignores SIGINT, and child processes inherit that.
        Run(new ProcessStartInfo("env", ["--default-signal=INT", .. Command(arguments)]), meanwhile);

    /// <summary>Runs it to the end as several ranks. Skips the test if mpirun is not available.</summary>
    public static ProgramRun RunRanks(int ranks, params string[] arguments) => RunRanks(ranks, _ => { }, arguments);

    /// <summary>Runs it to the end as several ranks, and calls an action meanwhile.</summary>
    public static ProgramRun RunRanks(int ranks, Action<Process> meanwhile, params string[] arguments)
    {
        var mpirun = Mpirun.Find();
        Assert.SkipWhen(mpirun is null, "mpirun is not here; Debian has it in the package openmpi-bin");
        return Run(Mpirun.Start(mpirun!, ranks, Command(arguments)), meanwhile);
    }

    /// <summary>Sends a signal once the metrics log has some lines.</summary>
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
