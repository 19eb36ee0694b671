namespace LossDsl.Bench;

/// <summary>Decides by the clock how many rounds are run: a minimum number, and more if there is time.</summary>
internal sealed class BenchPlan
{
    // Cases of milliseconds must not end with their first run, which includes JIT compilation.
    private static readonly TimeSpan MinShare = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan ShortRun = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _clock;
    private readonly long _began;
    private readonly TimeSpan? _total;
    private readonly TimeSpan _enough;
    private readonly int _least, _most;
    private double _weight;

    private BenchPlan(TimeProvider clock, int least, int most, TimeSpan enough, TimeSpan? total)
    {
        (_clock, _began, _least, _most, _enough, _total) = (clock, clock.GetTimestamp(), least, most, enough, total);
    }

    /// <summary>Whether this is a quick run.</summary>
    public bool IsQuick => _total is not null;

    /// <summary>
    /// The minimum duration of a warm run. Other load on the machine varies within milliseconds, so a faster contender repeats
    /// the task until this time is reached.
    /// </summary>
    public TimeSpan WarmRunDuration => TimeSpan.FromMilliseconds(IsQuick ? 10 : 50);

    public TimeSpan Elapsed => _clock.GetElapsedTime(_began);

    /// <summary>A full run: a cold round and seven warm ones, and for fast cases as many as fit into four seconds.</summary>
    public static BenchPlan Full(TimeProvider clock) => new(clock, least: 8, most: 200, TimeSpan.FromSeconds(4), total: null);

    /// <summary>
    /// A quick run of all cases in less than a minute, including the start of the peers. Each case has a share of the time. A
    /// case that
    /// exceeds its share gets a cold round only, and leaves less time to those after it.
    /// </summary>
    public static BenchPlan Quick(TimeProvider clock) =>
        new(clock, least: 1, most: 6, TimeSpan.Zero, total: TimeSpan.FromSeconds(52));

    /// <summary>Sets the sum of all weights.</summary>
    public void Expect(double weight) => _weight = weight;

    /// <summary>Starts the time slice of a case.</summary>
    /// <param name="weight">The weight of the case.</param>
    public TimeSlice BeginSlice(double weight)
    {
        var share = _total is { } total ? (total - Elapsed) * Math.Min(1, weight / Math.Max(weight, _weight)) : _enough;
        _weight -= weight;
        return new TimeSlice(this, share > MinShare ? share : MinShare);
    }

    /// <summary>Whether there is time left for a run of a given duration.</summary>
    public bool HasTimeFor(TimeSpan run) => _total is not { } total || Elapsed + run <= total;

    /// <summary>
    /// The number of additional runs in a round for a contender of a given duration. If there are few rounds, fast contenders
    /// need more runs than the first one, which includes JIT compilation.
    /// </summary>
    public int GetExtraRuns(TimeSpan took) => IsQuick && took < ShortRun ? 3 : 0;

    /// <summary>The time slice of a case.</summary>
    internal sealed class TimeSlice(BenchPlan plan, TimeSpan share)
    {
        private readonly TimeSpan _from = plan.Elapsed;
        private TimeSpan _lastFrom = plan.Elapsed;

        /// <summary>Whether there is time for another round.</summary>
        /// <param name="done">The number of rounds so far, including the cold one.</param>
        public bool HasTimeForRound(int done)
        {
            var now = plan.Elapsed;
            var (spent, last) = (now - _from, now - _lastFrom);
            _lastFrom = now;
            return done < plan._least || (done < plan._most && spent + last <= share);
        }
    }
}
