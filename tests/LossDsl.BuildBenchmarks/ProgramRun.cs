using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LossDsl.BuildBenchmarks;

/// <summary>The result of a command.</summary>
/// <param name="Output">The output.</param>
/// <param name="Elapsed">The elapsed time.</param>
/// <param name="Processor">The processor time, including that of child processes.</param>
internal sealed partial record ProgramRun(string Output, TimeSpan Elapsed, TimeSpan Processor)
{
    /// <summary>Runs <c>dotnet</c> in a folder.</summary>
    public static async Task<ProgramRun> RunDotnet(string folder, string arguments)
    {
        // The shell measures the processor time of all child processes, for which .NET has no API.
        var start = new ProcessStartInfo("bash", ["-c", $"dotnet {arguments} 2>&1; code=$?; times; exit $code"])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true,
        };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"dotnet {arguments} failed:\n{output}");
        var times = Times().Matches(output).TakeLast(2).Select(Seconds);
        return new ProgramRun(output, watch.Elapsed, TimeSpan.FromSeconds(times.Sum()));
    }

    private static double Seconds(Match time) =>
        (60 * double.Parse(time.Groups[1].Value, CultureInfo.InvariantCulture)) + double.Parse(time.Groups[2].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d+)m([\d.]+)s")]
    private static partial Regex Times();
}
