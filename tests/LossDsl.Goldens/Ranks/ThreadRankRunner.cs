namespace LossDsl.Goldens.Ranks;

/// <summary>Ranks that are threads of this process.</summary>
internal sealed class ThreadRankRunner : IRankRunner
{
    /// <inheritdoc/>
    public string Kind => "threads";

    /// <inheritdoc/>
    public Attempt<Values[]> RunRanks(string name, RankCoordinates[] places, Func<int, ParallelContext, Values> rank) =>
        Attempt<Values[]>.Run(RaisedError.Call, () => ThreadedProcessGroup.Run(places.Length, world =>
        {
            using var scope = NewDisposeScope();
            var place = places[world.Rank];
            var (vocabulary, context) = (world.Split(place.Context), world.Split(place.Vocabulary));
            return rank(world.Rank, new ParallelContext(vocabulary, context.Size > 1 ? context : null));
        }));
}
