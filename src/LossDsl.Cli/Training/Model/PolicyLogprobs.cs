namespace LossDsl.Cli.Training;

/// <summary>Computes a model's log-probabilities of given tokens.</summary>
internal static class PolicyLogprobs
{
    private const string Row = "row";

    /// <summary>The log-probability of each token, without gradient.</summary>
    /// <param name="model">The model. Ranks with the same weights split the rows.</param>
    /// <param name="ids">The tokens. Shape <c>[B, S]</c>.</param>
    /// <param name="mask">The valid tokens. Shape <c>[B, S]</c>.</param>
    /// <param name="microbatch">The number of full rows per microbatch; of shorter rows there are more.</param>
    /// <param name="aligned">Whether entry <c>t</c> is for token <c>t</c> or for token <c>t+1</c>.</param>
    /// <returns>Shape <c>[B, S]</c>; 0 for masked tokens, for the first token, and for entries without a token.</returns>
    public static Tensor Compute(CharTransformer model, Tensor ids, Tensor mask, int microbatch, TokenAlignment aligned)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var shard = new DataShard(ids.size(0), model.Shard.Ranks.Replicas);
        return shard.Gather(ComputeRows(model, shard.SelectOwn(ids), shard.SelectOwn(mask), microbatch, aligned)).MoveToOuterDisposeScope();
    }

    private static Tensor ComputeRows(CharTransformer model, Tensor ids, Tensor mask, int microbatch, TokenAlignment aligned)
    {
        var logprobs = zeros_like(ids, dtype: model.Shard.Shape.Type);
        var first = aligned == TokenAlignment.Current ? 1 : 0;
        foreach (var micro in Rows(ids, mask).SortByLength().MicrobatchesByTokens(microbatch * ids.size(1)))
        {
            using var inner = NewDisposeScope();
            var predictions = micro.InputIds.size(1) - 1;
            // No prediction is needed after the last token, so the model does not read it.
            var predicted = nn.functional.log_softmax(model.call(micro.InputIds.narrow(1, 0, predictions)), -1);
            var (next, counts) = (micro.InputIds.narrow(1, 1, predictions), micro.TokenMask.narrow(1, 1, predictions));
            var found = predicted.gather(2, next.unsqueeze(-1)).squeeze(-1).masked_fill(counts == 0, 0);
            logprobs.narrow(1, first, predictions).index_copy_(0, (Tensor)micro.Extra[Row]!, found);
        }

        return logprobs;
    }

    // The rows as a batch that carries the index of each row.
    private static NLLLossDataDict Rows(Tensor ids, Tensor mask) => new()
    {
        InputIds = ids,
        TokenMask = mask,
        SampleMask = ones(ids.size(0), device: ids.device),
        Extra = new Dictionary<string, object?> { [Row] = arange(0, ids.size(0), 1, dtype: int64, device: ids.device) },
    };
}
