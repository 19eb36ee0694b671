using System.Diagnostics;

namespace LossDsl.Cli.Training;

/// <summary>How fast the steps of a phase go, and how long the rest will take.</summary>
/// <param name="done">How many steps were over at the beginning.</param>
/// <param name="total">How many there are.</param>
internal sealed class ThroughputMeter(int done, int total)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>How fast, and how long: <c>7.1 steps/s, 0:41 left</c>.</summary>
    /// <param name="step">How many steps are over.</param>
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
