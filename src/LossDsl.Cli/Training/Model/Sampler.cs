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
        var writing = ones(prompts.size(0), dtype: @bool, device: prompts.device);
        try
        {
            for (var place = 0L; place + 1 < prompts.size(1); place++)
                writing = WriteToken(model, rollout, memories, writing, draws, place).MoveToOtherDisposeScope(rollout.Ids);
        }
        finally
        {
            foreach (var memory in memories)
                memory.Dispose();
        }

        return rollout;
    }

    /// <summary>Writes the token after a place where the prompt has none and the row has not ended.</summary>
    /// <returns>Which rows go on.</returns>
    private static Tensor WriteToken(
        CharTransformer model, Rollout rollout, AttentionMemory[] memories, Tensor writing, Draws draws, long place)
    {
        using var scope = NewDisposeScope();
        var logits = model.Next(rollout.Ids.narrow(1, place, 1), place, memories);
        var logprobs = nn.functional.log_softmax(logits, -1);
        var drawn = draws.Of(logprobs.exp());

        var prompted = rollout.Ids.narrow(1, place + 1, 1);
        var free = writing.unsqueeze(-1).logical_and(prompted == CharTokenizer.Boundary);
        var token = where(free, drawn, prompted);
        rollout.Logprobs.narrow(1, place + 1, 1).copy_(logprobs.gather(1, token) * free);
        rollout.Written.narrow(1, place + 1, 1).copy_(free);
        rollout.Ids.narrow(1, place + 1, 1).copy_(token);
        return (token != CharTokenizer.Boundary).squeeze(-1).MoveToOuterDisposeScope();
    }

    private static AttentionMemory[] NewMemories(CharTransformer model, Tensor prompts) =>
        [.. Enumerable.Range(0, model.Part.Shape.Layers)
            .Select(_ => new AttentionMemory(prompts.size(0), model.Part, prompts.device))];
}
