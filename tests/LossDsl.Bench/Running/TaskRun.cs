namespace LossDsl.Bench;

/// <summary>The contenders of one task.</summary>
internal sealed class TaskRun
{
    private readonly string _case;
    private readonly BenchTask _task;
    private readonly Contender? _limit;
    private readonly IReadOnlyList<(Variant Variant, Contender Contender)> _ours;
    private readonly Contender _operators;
    private readonly IReadOnlyList<Contender> _peers;

    /// <summary>Creates the contenders.</summary>
    public TaskRun(string @case, BenchTask task, long resultBytes, IReadOnlyList<Peer> peers)
    {
        (_case, _task) = (@case, task);
        _limit = task.Limit is { } touch ? Contender.FromVariant(ContenderNames.Limit, new Variant("", () => Touch(touch))) : null;
        _ours = [.. task.Variants.Select(variant => (variant, Contender.FromVariant(ContenderNames.Ours, variant, resultBytes, task.IsShort)))];
        _operators = Contender.FromVariant(ContenderNames.Operators, task.Operators, resultBytes, task.IsShort);
        _peers = [.. peers.Select(peer => Contender.FromPeer(peer, task.Peer, resultBytes))];
    }

    /// <summary>All contenders in the order of a round.</summary>
    public IEnumerable<Contender> Contenders =>
        [.. _limit is null ? (Contender[])[] : [_limit], .. _ours.Select(ours => ours.Contender), _operators, .. _peers];

    /// <summary>A row for each of our variants, with the measurements of the other contenders.</summary>
    public IEnumerable<BenchRow> Rows(int threads)
    {
        foreach (var (variant, ours) in _ours)
        {
            var timings = new Dictionary<string, Timing>();
            foreach (var contender in (IEnumerable<Contender>)[.. _limit is null ? (Contender[])[] : [_limit], ours, _operators, .. _peers])
            {
                if (contender.GetTiming() is { } timing)
                    timings[contender.Name] = timing;
            }

            if (timings.Count > 0)
                yield return new BenchRow(_case, _task.Name, variant.Name, threads, timings);
        }
    }

    private static Tensor[] Touch(Action touch)
    {
        touch();
        return [];
    }
}
