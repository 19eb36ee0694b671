namespace LossDsl.Bench;

/// <summary>How many rounds there are, by the clock: as many as time allows, at least some.</summary>
internal sealed class BenchPlan
{
    // What takes milliseconds shall not be left with its first run, for which code was compiled.
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

    /// <summary>Whether this is a quick look.</summary>
    public bool IsQuick => _total is not null;

    /// <summary>
    /// How long a warm run is to take: what others do on the machine comes and goes in milliseconds, so whoever is quicker
    /// than this does the task again.
    /// </summary>
    public TimeSpan WarmRunDuration => TimeSpan.FromMilliseconds(IsQuick ? 10 : 50);

    /// <summary>How long it has been going on.</summary>
    public TimeSpan Elapsed => _clock.GetElapsedTime(_began);

    /// <summary>A measurement: a cold round and seven, and what runs quickly goes on for four seconds.</summary>
    public static BenchPlan Full(TimeProvider clock) => new(clock, least: 8, most: 200, TimeSpan.FromSeconds(4), total: null);

    /// <summary>
    /// A look at everything in less than a minute, the start of the programs included: each case has its share of the
    /// time; one that cannot keep to it has its cold round, and leaves less to those after it.
    /// </summary>
    public static BenchPlan Quick(TimeProvider clock) =>
        new(clock, least: 1, most: 6, TimeSpan.Zero, total: TimeSpan.FromSeconds(52));

    /// <summary>Says how much there is to do, all shares together.</summary>
    public void Expect(double weight) => _weight = weight;

    /// <summary>Begins a part of it.</summary>
    /// <param name="weight">Its share.</param>
    public TimeSlice BeginSlice(double weight)
    {
        var share = _total is { } total ? (total - Elapsed) * Math.Min(1, weight / Math.Max(weight, _weight)) : _enough;
        _weight -= weight;
        return new TimeSlice(this, share > MinShare ? share : MinShare);
    }

    /// <summary>Whether there is time for a run that takes about so long.</summary>
    public bool HasTimeFor(TimeSpan run) => _total is not { } total || Elapsed + run <= total;

    /// <summary>
    /// How many turns more someone has in a round who took so long: of few rounds the first, for which code is compiled,
    /// must not be the only one for those who are quick.
    /// </summary>
    public int GetExtraRuns(TimeSpan took) => IsQuick && took < ShortRun ? 3 : 0;

    /// <summary>The rounds of one part.</summary>
    internal sealed class TimeSlice(BenchPlan plan, TimeSpan share)
    {
        private readonly TimeSpan _from = plan.Elapsed;
        private TimeSpan _lastFrom = plan.Elapsed;

        /// <summary>Whether there is to be another round.</summary>
        /// <param name="done">How many there were, the cold one included.</param>
        public bool HasTimeForRound(int done)
        {
            var now = plan.Elapsed;
            var (spent, last) = (now - _from, now - _lastFrom);
            _lastFrom = now;
            return done < plan._least || (done < plan._most && spent + last <= share);
        }
    }
}
