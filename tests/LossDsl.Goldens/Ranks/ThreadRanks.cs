namespace LossDsl.Goldens.Ranks;

/// <summary>Ranks that are threads of this process.</summary>
internal sealed class ThreadRanks : IRanks
{
    /// <inheritdoc/>
    public string Kind => "threads";

    /// <inheritdoc/>
    public Attempt<Values[]> Play(string name, RankPlace[] places, Func<int, ParallelContext, Values> rank) =>
        Attempt<Values[]>.At(RaisedError.Call, () => ThreadGroup.Run(places.Length, world =>
        {
            using var scope = NewDisposeScope();
            var place = places[world.Rank];
            var (vocabulary, context) = (world.Split(place.Context), world.Split(place.Vocabulary));
            return rank(world.Rank, new ParallelContext(vocabulary, context.Size > 1 ? context : null));
        }));
}
