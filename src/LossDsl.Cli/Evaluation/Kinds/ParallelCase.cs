using LossDsl.Cli.Evaluation.Comparing;
using LossDsl.Cli.Evaluation.Golden;
using LossDsl.Cli.Evaluation.Losses;

namespace LossDsl.Cli.Evaluation.Kinds;

/// <summary>A loss on several ranks, played by threads: on each value, metrics and the gradient of its shard.</summary>
internal static class ParallelCase
{
    public static CaseResult Run(GoldenCase golden, LossUnderTest loss)
    {
        var parallel = golden.Root["parallel"];
        var (tensorRanks, contextRanks) = ((int)parallel["tp_size"].Integer(), (int)parallel["cp_size"].Integer());
        var recorded = golden.Root["ranks"].List();
        if (recorded.Length != tensorRanks * contextRanks)
            throw golden.Root["ranks"].Wrong($"expected one entry for each of the {tensorRanks * contextRanks} ranks, got {recorded.Length}");

        var ranks = Attempt<Values[]>.At(RaisedError.Call, () => ThreadGroup.Run(recorded.Length, world =>
        {
            using var scope = NewDisposeScope();
            var own = recorded[world.Rank];
            var vocabulary = world.Split((int)own["context_parallel_rank"].Integer());
            var context = world.Split((int)own["vocab_parallel_rank"].Integer());
            var inputs = CallInputs.Read(golden.Root["inputs"], loss.Output, own["inputs"]) with
            {
                Parallel = new ParallelContext(vocabulary, contextRanks > 1 ? context : null),
            };
            return new LossCall.Prepared(loss.Construct(golden), inputs, loss.Output).Compute();
        }));

        var comparison = new Comparison();
        for (var rank = 0; ranks.Value is { } computed && rank < computed.Length; rank++)
            comparison.Loss($"ranks[{rank}].", computed[rank], recorded[rank]["expected"]);
        return comparison.Judge(golden, ranks.Error) with { Values = ranks.Value?[0], IsUncompared = false };
    }
}
