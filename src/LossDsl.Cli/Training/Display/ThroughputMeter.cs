using System.Diagnostics;

namespace LossDsl.Cli.Training;

/// <summary>Measures the steps per second of a phase and estimates the remaining time.</summary>
/// <param name="done">The number of steps that were done at the start.</param>
/// <param name="total">The total number of steps.</param>
internal sealed class ThroughputMeter(int done, int total)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Throughput and remaining time: <c>7.1 steps/s, 0:41 left</c>.</summary>
    /// <param name="step">The number of steps that are done.</param>
    public string Describe(int step)
    {
        var rate = (step - done) / Math.Max(_clock.Elapsed.TotalSeconds, 1e-3);
        if (step == done)
            return "";
        var speed = rate >= 1 ? $"{rate:0.0} steps/s" : $"{1 / rate:0.0} s/step";
        return step == total
            ? $"{speed}, {Clock(_clock.Elapsed)} in all"
            : $"{speed}, {Clock(TimeSpan.FromSeconds((total - step) / rate))} left";
    }

    private static string Clock(TimeSpan time) => time.TotalHours >= 1 ? $"{time:h\\:mm\\:ss}" : $"{time:m\\:ss}";
}
