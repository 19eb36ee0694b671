namespace LossDsl;

/// <summary>
/// Log-probabilities, and optionally entropies, from hidden states: the logits are computed chunk by chunk, once in forward and once in
/// backward.
/// </summary>
internal sealed class ChunkedLogprobs : CheckedFunction<ChunkedLogprobs>
{
    /// <summary>The log-probabilities, shape <c>[N]</c>; with entropies <c>[2, N]</c>, these being the second.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="share">The vocabulary columns of this rank's output layer; null where it has all columns.</param>
    /// <param name="withEntropies">Whether to compute entropies.</param>
    public static Tensor Apply(ChunkedTokens tokens, VocabShard? share, bool withEntropies)
    {
        var options = new Options(RequiredGradients.From(tokens.Hidden, tokens.Weight, tokens.Bias), share, withEntropies);
        return Apply(tokens.ToList(), [tokens, options, .. tokens.Arguments()]);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(FunctionContext call)
    {
        using var scope = NewDisposeScope();
        var (tokens, options) = (call.Argument<ChunkedTokens>(0), call.Argument<Options>(1));
        if (options.Share is not { } share)
        {
            call.SaveForBackward(tokens.ToList());
            return tokens.Predict(options.WithEntropies).MoveToOuterDisposeScope();
        }

        var (values, whole) = tokens.Predict(share, options.WithEntropies);
        List<Tensor> own = whole.Entropy is null ? [whole.LogSumExp] : [whole.LogSumExp, whole.Entropy];
        call.SaveForBackward([.. own.Select(kept => kept.MoveToOuterDisposeScope()), .. tokens.ToList()]);
        return values.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override List<Tensor> Backward(FunctionContext call, List<Tensor> saved, Tensor upstream)
    {
        var (wanted, share, withEntropies) = call.Argument<Options>(1);
        var own = share is null ? 0 : withEntropies ? 2 : 1;
        var tokens = call.Argument<ChunkedTokens>(0).From(saved[own..]);
        var gradients = new ChunkedGradients(tokens, wanted);
        tokens.ForEach((chunk, logits) =>
        {
            if (share is null)
                gradients.Add(chunk, logits, chunk.SliceLast(upstream));
            else
                gradients.Add(
                    chunk, logits, chunk.SliceLast(upstream), new WholeRows(chunk.Slice(saved[0]), withEntropies ? chunk.Slice(saved[1]) : null), share);
        });

        var given = gradients.Finish().ToList();
        // The hidden states receive gradients from the columns of every rank. Their sum is rounded to half precision afterwards.
        if (wanted.Hidden)
            share?.Group.AllReduce(given[0]);
        return wanted.InArgumentOrder(2, tokens.Bias is not null, given.Select(gradient => GradientTransfer.RoundTo(gradient, tokens.Weight.dtype)));
    }

    private sealed record Options(RequiredGradients Wanted, VocabShard? Share, bool WithEntropies);
}
