namespace LossDsl.Cli.Training;

/// <summary>Samples from a model, token by token, at temperature 1. Ranks with the same weights split the rows.</summary>
internal static class RolloutGenerator
{
    /// <summary>Generates rows that start with given tokens.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompts">
    /// The prompts, each with its leading boundary, padded with boundaries. Shape <c>[B, S]</c>.
    /// </param>
    /// <returns>The rows, in the caller's dispose scope.</returns>
    public static Rollout Generate(CharTransformer model, Tensor prompts)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var shard = new DataShard(prompts.size(0), model.Shard.Ranks.Replicas);
        var rollout = GenerateRows(model, shard.SelectOwn(prompts), new TokenSampler(shard, model.Shard)).Gather(shard);
        rollout.Ids.MoveToOuterDisposeScope();
        rollout.Logprobs.MoveToOuterDisposeScope();
        rollout.ResponseMask.MoveToOuterDisposeScope();
        return rollout;
    }

    private static Rollout GenerateRows(CharTransformer model, Tensor prompts, TokenSampler sampler)
    {
        var rollout = new Rollout(prompts.clone(), zeros_like(prompts, dtype: model.Shard.Shape.Type), zeros_like(prompts, dtype: @bool));
        var caches = CreateCaches(model, prompts);
        var rows = arange(0, prompts.size(0), 1, dtype: int64, device: prompts.device);
        try
        {
            for (var place = 0L; place + 1 < prompts.size(1) && rows.size(0) > 0; place++)
            {
                GenerateToken(model, rollout, rows, caches, sampler, place);
                rows = DropFinishedRows(rollout, rows, caches, place + 1);
            }
        }
        finally
        {
            foreach (var cache in caches)
                cache.Dispose();
        }

        return rollout;
    }

    /// <summary>Removes finished rows from the caches, once they are the majority, since this copies the other rows.</summary>
    private static Tensor DropFinishedRows(Rollout rollout, Tensor rows, KVCache[] caches, long place)
    {
        using var scope = NewDisposeScope();
        var goOn = (TokensAt(place, rollout, rows) != CharTokenizer.Boundary).squeeze(-1).nonzero().squeeze(-1);
        if (2 * goOn.size(0) > rows.size(0))
            return rows;
        foreach (var cache in caches)
            cache.SelectRows(goOn);
        return rows.index_select(0, goOn).MoveToOuterDisposeScope();
    }

    /// <summary>Samples the next token of each row, unless the prompt gives the token or the row has ended.</summary>
    private static void GenerateToken(
        CharTransformer model, Rollout rollout, Tensor rows, KVCache[] caches, TokenSampler sampler, long place)
    {
        using var scope = NewDisposeScope();
        var last = TokensAt(place, rollout, rows);
        var logprobs = nn.functional.log_softmax(model.DecodeNext(last, place, caches), -1);
        var drawn = sampler.Sample(logprobs.exp(), rows);

        var prompted = TokensAt(place + 1, rollout, rows);
        var free = prompted == CharTokenizer.Boundary;
        if (place > 0)
            free = free.logical_and(last != CharTokenizer.Boundary);
        var token = where(free, drawn, prompted);
        rollout.Logprobs.narrow(1, place + 1, 1).index_copy_(0, rows, logprobs.gather(1, token) * free);
        rollout.ResponseMask.narrow(1, place + 1, 1).index_copy_(0, rows, free);
        rollout.Ids.narrow(1, place + 1, 1).index_copy_(0, rows, token);
    }

    private static Tensor TokensAt(long place, Rollout rollout, Tensor rows) =>
        rollout.Ids.narrow(1, place, 1).index_select(0, rows);

    private static KVCache[] CreateCaches(CharTransformer model, Tensor prompts) =>
        [.. Enumerable.Range(0, model.Shard.Shape.Layers)
            .Select(_ => new KVCache(prompts.size(0), model.Shard, prompts.device))];
}
