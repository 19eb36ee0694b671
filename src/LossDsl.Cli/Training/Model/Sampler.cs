namespace LossDsl.Cli.Training;

/// <summary>Lets a model write, token by token, at temperature 1. Ranks with the same weights share the rows.</summary>
internal static class Sampler
{
    /// <summary>Writes rows that begin with given tokens.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompts">
    /// The beginnings, each with its leading boundary; what is left of a row is filled with boundaries. Shape <c>[B, S]</c>.
    /// </param>
    /// <returns>The rows, in the caller's dispose scope.</returns>
    public static Rollout Write(CharTransformer model, Tensor prompts)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var share = new RowShare(prompts.size(0), model.Part.Ranks.Replicas);
        var rollout = WriteRows(model, share.Cut(prompts), new Draws(share, model.Part)).Join(share);
        rollout.Ids.MoveToOuterDisposeScope();
        rollout.Logprobs.MoveToOuterDisposeScope();
        rollout.Written.MoveToOuterDisposeScope();
        return rollout;
    }

    private static Rollout WriteRows(CharTransformer model, Tensor prompts, Draws draws)
    {
        var rollout = new Rollout(prompts.clone(), zeros_like(prompts, dtype: model.Part.Shape.Type), zeros_like(prompts, dtype: @bool));
        var memories = NewMemories(model, prompts);
        var rows = arange(0, prompts.size(0), 1, dtype: int64, device: prompts.device);
        try
        {
            for (var place = 0L; place + 1 < prompts.size(1) && rows.size(0) > 0; place++)
            {
                WriteToken(model, rollout, rows, memories, draws, place);
                rows = LeaveOutEnded(rollout, rows, memories, place + 1);
            }
        }
        finally
        {
            foreach (var memory in memories)
                memory.Dispose();
        }

        return rollout;
    }

    /// <summary>Which rows to go on with. Those that have ended are left out once they are the most: it costs a copy of the others.</summary>
    private static Tensor LeaveOutEnded(Rollout rollout, Tensor rows, AttentionMemory[] memories, long place)
    {
        using var scope = NewDisposeScope();
        var goOn = (TokensAt(place, rollout, rows) != CharTokenizer.Boundary).squeeze(-1).nonzero().squeeze(-1);
        if (2 * goOn.size(0) > rows.size(0))
            return rows;
        foreach (var memory in memories)
            memory.Keep(goOn);
        return rows.index_select(0, goOn).MoveToOuterDisposeScope();
    }

    /// <summary>Writes the token after a place where the prompt has none and the row has not ended.</summary>
    private static void WriteToken(
        CharTransformer model, Rollout rollout, Tensor rows, AttentionMemory[] memories, Draws draws, long place)
    {
        using var scope = NewDisposeScope();
        var last = TokensAt(place, rollout, rows);
        var logprobs = nn.functional.log_softmax(model.Next(last, place, memories), -1);
        var drawn = draws.Of(logprobs.exp(), rows);

        var prompted = TokensAt(place + 1, rollout, rows);
        var free = prompted == CharTokenizer.Boundary;
        if (place > 0)
            free = free.logical_and(last != CharTokenizer.Boundary);
        var token = where(free, drawn, prompted);
        rollout.Logprobs.narrow(1, place + 1, 1).index_copy_(0, rows, logprobs.gather(1, token) * free);
        rollout.Written.narrow(1, place + 1, 1).index_copy_(0, rows, free);
        rollout.Ids.narrow(1, place + 1, 1).index_copy_(0, rows, token);
    }

    private static Tensor TokensAt(long place, Rollout rollout, Tensor rows) =>
        rollout.Ids.narrow(1, place, 1).index_select(0, rows);

    private static AttentionMemory[] NewMemories(CharTransformer model, Tensor prompts) =>
        [.. Enumerable.Range(0, model.Part.Shape.Layers)
            .Select(_ => new AttentionMemory(prompts.size(0), model.Part, prompts.device))];
}
