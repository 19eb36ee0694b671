namespace LossDsl.Goldens.Ranks;

/// <summary>Runs the ranks of a case.</summary>
internal interface IRankRunner
{
    /// <summary>The kind of ranks: <c>processes</c> or <c>threads</c>.</summary>
    string Kind { get; }

    /// <summary>Runs a function on each rank of a case.</summary>
    /// <param name="name">The name of the case.</param>
    /// <param name="places">The coordinates of the ranks.</param>
    /// <param name="rank">The function, with the rank and its groups.</param>
    /// <returns>The result of each rank in order, or the error that a rank raised.</returns>
    Attempt<Values[]> RunRanks(string name, RankCoordinates[] places, Func<int, ParallelContext, Values> rank);
}
