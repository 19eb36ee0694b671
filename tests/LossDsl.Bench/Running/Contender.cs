using System.Diagnostics;

namespace LossDsl.Bench;

/// <summary>Someone who does a task, and what was measured of it.</summary>
/// <param name="name">Who.</param>
/// <param name="measure">
/// Runs. The first time it is cold, does the task once and says what memory that took; else it is told how often, and
/// says what each took.
/// </param>
/// <param name="isShort">Whether it takes microseconds.</param>
internal sealed class Contender(string name, Func<bool, int, Measurement> measure, bool isShort = false)
{
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(0.7);

    private readonly List<double> _warm = [];
    private Measurement? _cold;

    /// <summary>Who.</summary>
    public string Name => name;

    /// <summary>How long doing it took the last time; null before the first.</summary>
    public TimeSpan? LastDuration { get; private set; }

    /// <summary>Why it could not go on; null while it can.</summary>
    public string? FailureReason { get; private set; }

    /// <summary>Someone in this process.</summary>
    /// <param name="name">Who.</param>
    /// <param name="way">What it does.</param>
    /// <param name="resultBytes">Bytes of results that are not extra.</param>
    /// <param name="isShort">Whether it takes microseconds.</param>
    public static Contender FromVariant(string name, Variant variant, long resultBytes = 0, bool isShort = false) => new(name, (isCold, times) =>
    {
        var measured = Measure(variant, isCold, times);
        return measured with { PeakExtraBytes = measured.PeakExtraBytes is { } bytes ? Math.Max(0, bytes - resultBytes) : null };
    }, isShort);

    /// <summary>Does a task in this process.</summary>
    /// <param name="way">What to do.</param>
    /// <param name="isCold">Whether to do it once and measure its memory.</param>
    /// <param name="times">How often otherwise; the time is the mean.</param>
    public static Measurement Measure(Variant variant, bool isCold, int times)
    {
        if (isCold)
        {
            var cold = 0.0;
            Prepare();
            var peak = PeakMemory.Measure(() => cold = Clock(1));
            return new Measurement(cold, peak);
        }

        // What has to be put right is put right each time.
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
            // Threads that finished something else spin for a moment before they sleep.
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

    /// <summary>Someone in another process.</summary>
    /// <param name="peer">The process.</param>
    /// <param name="task">What it does.</param>
    /// <param name="resultBytes">Bytes of results that are not extra.</param>
    public static Contender FromPeer(Peer peer, string task, long resultBytes) => new(peer.Name, (isCold, times) =>
    {
        var sample = peer.Run(task, isCold, times);
        return sample with { PeakExtraBytes = sample.PeakExtraBytes is { } bytes ? Math.Max(0, bytes - resultBytes) : null };
    });

    /// <summary>Runs it once more, unless it is gone.</summary>
    /// <param name="span">How long a warm run is to take: it does the task as often as fits, going by the time before.</param>
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
    /// What takes microseconds must not be measured while the runtime, beside it, compiles it once more: after its first
    /// run it is done for a while, in nobody's time.
    /// </summary>
    public void WarmUp()
    {
        if (!isShort || _warm.Count > 0)
            return;
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < WarmUpTime;)
            LastDuration = TimeSpan.FromMilliseconds(measure(false, 100).Milliseconds);
    }

    /// <summary>What was measured: the warm runs, or the cold one where it is the only one; null where there is none.</summary>
    public Timing? GetTiming() => _cold is { } cold
        ? new Timing(_warm.Count > 0 ? [.. _warm] : [cold.Milliseconds], IsCold: _warm.Count == 0, cold.PeakExtraBytes)
        : null;
}
