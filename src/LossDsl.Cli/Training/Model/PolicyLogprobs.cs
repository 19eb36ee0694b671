namespace LossDsl.Cli.Training;

/// <summary>What a model thinks of tokens that are already written.</summary>
internal static class PolicyLogprobs
{
    /// <summary>Log-probability of each token, without gradient.</summary>
    /// <param name="model">The model. Ranks with the same weights share the rows.</param>
    /// <param name="ids">The tokens. Shape <c>[B, S]</c>.</param>
    /// <param name="microbatch">How many rows go through the model at once.</param>
    /// <param name="aligned">Whether entry <c>t</c> is to be that of token <c>t</c> or of token <c>t+1</c>.</param>
    /// <returns>
    /// Shape <c>[B, S]</c>. Nothing predicts the first token and there is none after the last: one entry of a row is 0,
    /// its first or its last.
    /// </returns>
    public static Tensor Of(CharTransformer model, Tensor ids, int microbatch, Token aligned)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var share = new RowShare(ids.size(0), model.Part.Ranks.Replicas);
        return share.Join(OfRows(model, share.Cut(ids), microbatch, aligned)).MoveToOuterDisposeScope();
    }

    private static Tensor OfRows(CharTransformer model, Tensor ids, int microbatch, Token aligned)
    {
        var logprobs = zeros_like(ids, dtype: model.Part.Shape.Type);
        var (first, predictions) = (aligned == Token.This ? 1 : 0, ids.size(1) - 1);
        for (var begin = 0L; begin < ids.size(0); begin += microbatch)
        {
            using var inner = NewDisposeScope();
            var rows = Math.Min(microbatch, ids.size(0) - begin);
            var tokens = ids.narrow(0, begin, rows);
            var next = tokens.narrow(1, 1, predictions);
            var predicted = nn.functional.log_softmax(model.call(tokens).narrow(1, 0, predictions), -1);
            logprobs.narrow(0, begin, rows).narrow(1, first, predictions)
                .copy_(predicted.gather(2, next.unsqueeze(-1)).squeeze(-1));
        }

        return logprobs;
    }
}
