using System.Diagnostics;

namespace LossDsl.Cli.Tests.Training;

/// <summary>Runs <c>lossdsl train</c> as a process of its own.</summary>
internal static class TrainProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs it to its end.</summary>
    public static Started Run(params string[] arguments) => Run(_ => { }, arguments);

    /// <summary>Runs it to its end, and does something meanwhile.</summary>
    public static Started Run(Action<Process> meanwhile, params string[] arguments)
    {
        // A shell that put this test into the background had Ctrl-C ignored, and children inherit that.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Program, "train", "--threads", "1", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
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

        return new Started(process.ExitCode, output.Result, error.Result);
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

    private static string Program => Path.Combine(AppContext.BaseDirectory, "LossDsl.Cli.dll");
}
