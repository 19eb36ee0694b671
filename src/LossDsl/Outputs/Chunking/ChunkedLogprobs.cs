namespace LossDsl;

/// <summary>Log-probabilities from hidden states: the logits are computed chunk by chunk, once in forward and once in backward.</summary>
internal sealed class ChunkedLogprobs : CheckedFunction<ChunkedLogprobs>
{
    /// <summary>Computes the log-probabilities. Shape <c>[N]</c>.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="share">The vocabulary columns of this rank's output layer; null where it has all columns.</param>
    public static Tensor Apply(ChunkedTokens tokens, VocabShard? share)
    {
        var options = new Options(RequiredGradients.From(tokens.Hidden, tokens.Weight, tokens.Bias), share);
        return Apply(tokens.ToList(), [tokens, options, .. tokens.Arguments()]);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(FunctionContext call)
    {
        using var scope = NewDisposeScope();
        var (tokens, options) = (call.Argument<ChunkedTokens>(0), call.Argument<Options>(1));
        var (logprobs, lse) = options.Share is { } share ? tokens.Logprobs(share) : (tokens.Logprobs(), zeros(0));
        call.SaveForBackward([lse.MoveToOuterDisposeScope(), .. tokens.ToList()]);
        return logprobs.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override List<Tensor> Backward(FunctionContext call, List<Tensor> saved, Tensor upstream)
    {
        var (wanted, share) = call.Argument<Options>(1);
        var (lse, tokens) = (saved[0], call.Argument<ChunkedTokens>(0).From(saved[1..]));
        var gradients = new ChunkedGradients(tokens, wanted);
        tokens.ForEach((chunk, logits) =>
        {
            if (share is null)
                gradients.Add(chunk, logits, chunk.Slice(upstream));
            else
                gradients.Add(chunk, logits, chunk.Slice(upstream), chunk.Slice(lse), share);
        });

        var given = gradients.Finish().ToList();
        // The hidden states receive gradients from the columns of every rank. Their sum is rounded to half precision afterwards.
        if (wanted.Hidden)
            share?.Group.AllReduce(given[0]);
        return wanted.InArgumentOrder(2, tokens.Bias is not null, given.Select(gradient => GradientTransfer.RoundTo(gradient, tokens.Weight.dtype)));
    }

    private sealed record Options(RequiredGradients Wanted, VocabShard? Share);
}
