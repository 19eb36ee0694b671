using LossDsl.Tools;

namespace LossDsl.Goldens.Ranks;

/// <summary>
/// Ranks that are the processes of this job, all of which run the same cases. A smaller case uses the first ranks.
/// </summary>
/// <param name="world">The group of all processes.</param>
internal sealed class ProcessRankRunner(MpiGroup world) : IRankRunner
{
    private readonly ThreadRankRunner _threads = new();

    // Groups last as long as the process, so each is created once.
    private readonly Dictionary<string, ParallelContext> _groups = [];

    /// <inheritdoc/>
    public string Kind { get; private set; } = "processes";

    /// <summary>How many there are.</summary>
    public int Size => world.Size;

    /// <inheritdoc/>
    public Attempt<Values[]> RunRanks(string name, RankCoordinates[] places, Func<int, ParallelContext, Values> rank)
    {
        // If the job is too small for a case, threads run it.
        Kind = places.Length > world.Size ? _threads.Kind : "processes";
        if (places.Length > world.Size)
            return world.Rank == 0 ? _threads.RunRanks(name, places, rank) : new Attempt<Values[]>([], null);

        using var scope = NewDisposeScope();
        var groups = Groups(places);
        var own = world.Rank < places.Length
            ? Attempt<Values>.Run(RaisedError.Call, () => rank(world.Rank, groups))
            : default;
        var all = StringCollectives.Gather(world, RankResult.Serialize(name, own.Value is null ? [] : [own.Value], own.Error)).Select(RankResult.Deserialize).ToList();
        return all.Find(result => result.Error is not null)?.Error is { } error
            ? new Attempt<Values[]>(null, error)
            : new Attempt<Values[]>([.. all.SelectMany(result => result.Values)], null);
    }

    private ParallelContext Groups(RankCoordinates[] places)
    {
        var layout = string.Join(' ', places);
        if (_groups.TryGetValue(layout, out var groups))
            return groups;
        // Ranks that the case does not have form a group of their own.
        var place = world.Rank < places.Length ? places[world.Rank] : new RankCoordinates(world.Size, world.Size);
        var (vocabulary, context) = (world.Split(place.Context), world.Split(place.Vocabulary));
        return _groups[layout] = new ParallelContext(vocabulary, context.Size > 1 ? context : null);
    }
}
