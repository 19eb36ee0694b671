using System.Diagnostics;

namespace LossDsl.Cli.Benchmark;

/// <summary>Someone who does a task, and what was measured of it.</summary>
/// <param name="name">Who.</param>
/// <param name="span">How long a warm run is to take: it does the task as often; what is measured is the mean.</param>
/// <param name="measure">Runs. The first time it is cold, does it once and says what memory it took; else it is told how often.</param>
internal sealed class Contender(string name, TimeSpan span, Func<bool, int, Measurement> measure)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.7);

    private readonly List<double> _warm = [];
    private Measurement? _cold;

    /// <summary>Who.</summary>
    public string Name => name;

    /// <summary>How long doing it took the last time; null before the first.</summary>
    public TimeSpan? Last { get; private set; }

    /// <summary>Why it could not go on; null while it can.</summary>
    public string? Gone { get; private set; }

    /// <summary>Someone in this process.</summary>
    /// <param name="name">Who.</param>
    /// <param name="way">What it does.</param>
    /// <param name="resultBytes">Bytes of results that are not extra.</param>
    /// <param name="span">How long a warm run is to take.</param>
    public static Contender Here(string name, Way way, long resultBytes = 0, TimeSpan span = default) => new(name, span, (isCold, times) =>
    {
        way.Before?.Invoke();
        // Threads that finished something else spin for a moment before they sleep.
        Thread.Sleep(3);
        if (!isCold)
            return new Measurement(Time(times), PeakExtraBytes: null);
        var milliseconds = 0.0;
        var peak = PeakMemory.Of(() => milliseconds = Time(1));
        if (span > TimeSpan.Zero)
            Settle();
        return new Measurement(milliseconds, peak is { } bytes ? Math.Max(0, bytes - resultBytes) : null);

        // What takes microseconds must not be measured while the runtime, beside it, compiles it once more.
        void Settle()
        {
            for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < WarmUp;)
                Time(times: 100);
        }

        double Time(int times)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < times; i++)
            {
                using var scope = NewDisposeScope();
                way.Run();
            }

            return Stopwatch.GetElapsedTime(began).TotalMilliseconds / times;
        }
    });

    /// <summary>Someone in another process.</summary>
    /// <param name="peer">The process.</param>
    /// <param name="task">What it does.</param>
    /// <param name="resultBytes">Bytes of results that are not extra.</param>
    /// <param name="span">How long a warm run is to take.</param>
    public static Contender There(Peer peer, string task, long resultBytes, TimeSpan span = default) => new(peer.Name, span, (isCold, times) =>
    {
        var sample = peer.Run(task, isCold, times);
        return sample with { PeakExtraBytes = sample.PeakExtraBytes is { } bytes ? Math.Max(0, bytes - resultBytes) : null };
    });

    /// <summary>Runs it once more, unless it is gone.</summary>
    public void Measure()
    {
        if (Gone is not null)
            return;
        try
        {
            // As often as fits, going by the time before.
            var times = Last is { } last ? (int)Math.Max(1, span / last) : 1;
            var sample = measure(_cold is null, times);
            Last = TimeSpan.FromMilliseconds(sample.Milliseconds);
            if (_cold is null)
                _cold = sample;
            else
                _warm.Add(sample.Milliseconds);
        }
        catch (PeerException error)
        {
            Gone = error.Message;
        }
    }

    /// <summary>What was measured: the warm runs, or the cold one where it is the only one; null where there is none.</summary>
    public Timing? Timing() => _cold is { } cold
        ? new Timing(_warm.Count > 0 ? [.. _warm] : [cold.Milliseconds], IsCold: _warm.Count == 0, cold.PeakExtraBytes)
        : null;
}
