using LossDsl.Goldens.Comparing;
using LossDsl.Goldens.Files;
using LossDsl.Goldens.Losses;
using LossDsl.Goldens.Ranks;

namespace LossDsl.Goldens.Kinds;

/// <summary>A loss on several ranks. Each rank has the value, the metrics and the gradient of its shard.</summary>
internal static class ParallelCase
{
    public static CaseResult Run(GoldenCase golden, LossUnderTest loss, IRankRunner ranks)
    {
        var recorded = golden.Root["ranks"].List();
        if (recorded.Length != GetRankCount(golden))
            throw golden.Root["ranks"].CreateException($"expected one entry for each of the {GetRankCount(golden)} ranks, got {recorded.Length}");

        var places = recorded.Select(rank => new RankCoordinates(
            (int)rank["vocab_parallel_rank"].Integer(), (int)rank["context_parallel_rank"].Integer())).ToArray();
        var given = ranks.RunRanks(golden.Name, places, (rank, parallel) =>
        {
            var inputs = CallInputs.Read(golden.Root["inputs"], loss.Output, recorded[rank]["inputs"]) with { Parallel = parallel };
            return new LossCall.Prepared(loss.Construct(golden), inputs, loss.Output).Compute();
        });

        var comparison = new Comparison(golden.Derived);
        for (var rank = 0; given.Value is { } computed && rank < computed.Length; rank++)
            comparison.CompareLoss($"ranks[{rank}].", computed[rank], recorded[rank]["expected"]);
        return comparison.ToResult(golden, given.Error) with
        {
            Values = given.Value?.FirstOrDefault(),
            Ranks = given.Value,
            RankKind = ranks.Kind,
            IsUncompared = false,
        };
    }

    /// <summary>The number of ranks of a case.</summary>
    public static int GetRankCount(GoldenCase golden)
    {
        var parallel = golden.Root["parallel"];
        return checked((int)parallel["tp_size"].Integer() * (int)parallel["cp_size"].Integer());
    }
}
