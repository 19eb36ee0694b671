namespace LossDsl.Goldens.Ranks;

/// <summary>Something that can be the ranks of a case.</summary>
internal interface IRankRunner
{
    /// <summary>What they are: <c>processes</c> or <c>threads</c>.</summary>
    string Kind { get; }

    /// <summary>Does what each rank of a case does.</summary>
    /// <param name="name">The case.</param>
    /// <param name="places">Where each rank stands.</param>
    /// <param name="rank">What a rank does, in its groups.</param>
    /// <returns>What each rank gave, in their order, or what one of them raised.</returns>
    Attempt<Values[]> RunRanks(string name, RankCoordinates[] places, Func<int, ParallelContext, Values> rank);
}
