using LossDsl;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Tests.Docs;

/// <summary>What the loss needs of a batch.</summary>
[DataDict]
public sealed partial record RolloutDataDict : IMaskedBatch
{
    /// <summary>Token ids.</summary>
    [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")]
    public required Tensor InputIds { get; init; }

    /// <summary>Which tokens are trained on.</summary>
    [Tensor("B S", DType.Mask, Alignment = TokenAlignment.Current)]
    public required Tensor TokenMask { get; init; }

    /// <summary>Which rows count.</summary>
    [Tensor("B", DType.Mask)]
    public required Tensor SampleMask { get; init; }

    /// <summary>Log-probabilities under the reference policy: entry t is that of token t+1.</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Next)]
    [RequiredWhen<RolloutConfig>(nameof(RolloutConfig.KlPenalty), IsNot = 0)]
    public Tensor? ReferenceLogprobs { get; init; }

    /// <summary>Last hidden states.</summary>
    [Tensor("B S heads=4 H", DType.Float, Alignment = TokenAlignment.Next)]
    public Tensor? Hidden { get; init; }

    /// <summary>What the batch carries beyond that.</summary>
    [Extra]
    public IReadOnlyDictionary<string, object?> Extra { get; init; } = new Dictionary<string, object?>();
}

/// <summary>Settings of the loss.</summary>
[LossConfig]
public sealed partial record RolloutConfig
{
    /// <summary>How strongly the policy is held to its reference.</summary>
    public required double KlPenalty { get; init; }
}

/// <summary>The code of the page, run.</summary>
internal static class BatchesPage
{
    public static BatchedDataDict<RolloutDataDict> Carrier()
    {
        var batch = new BatchedDataDict<RolloutDataDict>
        {
            [RolloutDataDict.Keys.InputIds] = randint(0, 50, [8, 6], dtype: int64),
            ["token_mask"] = ones(8, 6),
            ["sample_mask"] = ones(8),
            ["prompts"] = new List<string> { "a", "b", "c", "d", "e", "f", "g", "h" },
            ["step"] = 12,
        };
        return batch;
    }

    public static RolloutDataDict Bound(BatchedDataDict<RolloutDataDict> batch)
    {
        RolloutDataDict data = batch.Bind();
        return data;
    }

    public static string Refused(BatchedDataDict<RolloutDataDict> batch, RolloutConfig config)
    {
        if (!RolloutDataDict.TryBind(batch, config, out var data, out var violations))
            Console.WriteLine(string.Join("\n", violations));
        return string.Join("\n", violations);
    }

    public static (Tensor Targets, Tensor Mask) Views(RolloutDataDict data)
    {
        Tensor targets = data.NextToken.InputIds;       // drops the first entry: that token is predicted by nobody
        Tensor mask = data.NextToken.TokenMask;         // aligned with the targets
        Tensor? reference = data.NextToken.ReferenceLogprobs;   // drops the last entry
        return (targets, mask);
    }

    public static IReadOnlyList<RolloutDataDict> Operations(RolloutDataDict data, Tensor order, Device device)
    {
        var first = data.Slice(0, 4);                               // views of rows 0 to 3
        var some = data.Select(5, 2, 2);                            // copies of rows, in that order
        var shuffled = data.Select(order);
        var groups = data.Repeat(4);                                // 0 0 0 0 1 1 1 1 ...: several answers to each prompt
        var both = RolloutDataDict.Concat([first, some]);           // shorter rows are padded
        var even = data.PadTo(multiple: 64, padId: 0);              // masks are padded with 0
        var shards = data.Chunk(2);                                 // one for each process
        var bf16 = data.To(device, floats: bfloat16);
        var own = data.Detach().Map(tensor => tensor.clone());
        return [first, some, shuffled, groups, both, even, .. shards, bf16, own];
    }

    public static int Microbatches(RolloutDataDict data)
    {
        var count = 0;
        foreach (var micro in data.Microbatches(rows: 4))
            count++;
        foreach (var micro in data.SortByLength().MicrobatchesByTokens(maxTokens: 4096, multiple: 8))
        {
            using var scope = NewDisposeScope();
            count++; // forward, loss, backward: all of it goes with the scope
        }

        return count;
    }

    public static BatchedDataDict Carried(BatchedDataDict batch)
    {
        var rows = batch.Slice(2, 4);       // "prompts" is now the list of c and d, "step" is still 12
        return rows;
    }

    public static RolloutDataDict Kept(RolloutDataDict data)
    {
        RolloutDataDict kept;
        using (NewDisposeScope())
        {
            kept = data.Slice(0, 4).PadTo(64).Map(tensor => tensor.MoveToOuterDisposeScope());
        }

        return kept;
    }
}
