using System.Diagnostics;

namespace LossDsl.Bench;

/// <summary>A contender of a task, with its measurements.</summary>
/// <param name="name">The name.</param>
/// <param name="measure">
/// Runs the task. The arguments are whether the run is cold (run once, and measure memory), and the number of repetitions
/// otherwise.
/// </param>
/// <param name="isShort">Whether the task takes microseconds.</param>
internal sealed class Contender(string name, Func<bool, int, Measurement> measure, bool isShort = false)
{
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(0.7);

    private readonly List<double> _warm = [];
    private Measurement? _cold;

    public string Name => name;

    /// <summary>The duration of the last run; null before the first one.</summary>
    public TimeSpan? LastDuration { get; private set; }

    /// <summary>Why the contender has failed; null if it has not.</summary>
    public string? FailureReason { get; private set; }

    /// <summary>A contender in this process.</summary>
    /// <param name="name">The name.</param>
    /// <param name="variant">The variant of the task.</param>
    /// <param name="resultBytes">The size of the results, which is not counted as extra memory.</param>
    /// <param name="isShort">Whether the task takes microseconds.</param>
    public static Contender FromVariant(string name, Variant variant, long resultBytes = 0, bool isShort = false) => new(name, (isCold, times) =>
    {
        var measured = Measure(variant, isCold, times);
        return measured with { PeakExtraBytes = measured.PeakExtraBytes is { } bytes ? Math.Max(0, bytes - resultBytes) : null };
    }, isShort);

    /// <summary>Measures a task in this process.</summary>
    /// <param name="variant">The variant of the task.</param>
    /// <param name="isCold">Whether to run it once and measure its memory.</param>
    /// <param name="times">The number of repetitions otherwise; the measured time is their mean.</param>
    public static Measurement Measure(Variant variant, bool isCold, int times)
    {
        if (isCold)
        {
            var cold = 0.0;
            Prepare();
            var peak = PeakMemory.Measure(() => cold = Clock(1));
            return new Measurement(cold, peak);
        }

        // The setup is run before each repetition, so then every repetition is timed separately.
        var (stretches, length) = variant.Setup is null ? (1, times) : (times, 1);
        var milliseconds = 0.0;
        for (var i = 0; i < stretches; i++)
        {
            Prepare();
            milliseconds += Clock(length);
        }

        return new Measurement(milliseconds / times, PeakExtraBytes: null);

        void Prepare()
        {
            variant.Setup?.Invoke();
            // Threads of a previous task spin for a moment before they sleep.
            Thread.Sleep(3);
        }

        double Clock(int times)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < times; i++)
            {
                using var scope = NewDisposeScope();
                variant.Run();
            }

            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
    }

    /// <summary>A contender in another process.</summary>
    /// <param name="peer">The process.</param>
    /// <param name="task">The task.</param>
    /// <param name="resultBytes">The size of the results, which is not counted as extra memory.</param>
    public static Contender FromPeer(Peer peer, string task, long resultBytes) => new(peer.Name, (isCold, times) =>
    {
        var sample = peer.Run(task, isCold, times);
        return sample with { PeakExtraBytes = sample.PeakExtraBytes is { } bytes ? Math.Max(0, bytes - resultBytes) : null };
    });

    /// <summary>Runs the contender once more, unless it has failed.</summary>
    /// <param name="span">The duration of a warm run. The task is repeated as often as fits, estimated by the previous run.</param>
    public void Measure(TimeSpan span)
    {
        if (FailureReason is not null)
            return;
        try
        {
            var times = LastDuration is { Ticks: > 0 } last ? (int)Math.Clamp(span / last, 1, 100_000) : 1;
            var sample = measure(_cold is null, times);
            LastDuration = TimeSpan.FromMilliseconds(sample.Milliseconds);
            if (_cold is null)
                _cold = sample;
            else
                _warm.Add(sample.Milliseconds);
        }
        catch (PeerException error)
        {
            FailureReason = error.Message;
        }
    }

    /// <summary>
    /// Runs a short task for a while after its first run, untimed, so that it is not measured while the runtime recompiles it
    /// in the
    /// background (tiered compilation).
    /// </summary>
    public void WarmUp()
    {
        if (!isShort || _warm.Count > 0)
            return;
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < WarmUpTime;)
            LastDuration = TimeSpan.FromMilliseconds(measure(false, 100).Milliseconds);
    }

    /// <summary>The measurements: the warm runs, or the cold one if there is no other; null if there is none.</summary>
    public Timing? GetTiming() => _cold is { } cold
        ? new Timing(_warm.Count > 0 ? [.. _warm] : [cold.Milliseconds], IsCold: _warm.Count == 0, cold.PeakExtraBytes)
        : null;
}
