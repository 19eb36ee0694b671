namespace LossDsl;

/// <summary>
/// The slopes of a formula whose derivative at a token depends on that token alone, for some tokens at a time: what the formula reads
/// lies in the order in which their log-probabilities become known.
/// </summary>
/// <param name="slope">The slope; null where the loss does not depend on the log-probabilities.</param>
/// <param name="inputs">The token mask and the per-token fields. Shape <c>[T]</c> each.</param>
/// <param name="numbers">The numbers of the row of each token. Shape <c>[T]</c> each.</param>
internal sealed class TokenSlopes(Term? slope, IReadOnlyList<Tensor> inputs, IReadOnlyDictionary<int, Tensor> numbers)
{
    /// <summary>The slopes of tokens.</summary>
    /// <param name="chunk">Which tokens.</param>
    /// <param name="logprobs">Their log-probabilities. Shape <c>[n]</c>.</param>
    /// <returns>Shape <c>[n]</c>; 0 where a token is absent.</returns>
    public Tensor Compute(ChunkedTokens.Chunk chunk, Tensor logprobs)
    {
        if (slope is null)
            return zeros_like(logprobs);
        using var scope = NewDisposeScope();
        var terms = new TensorTermEvaluator(logprobs, [.. inputs.Select(chunk.Slice)], numbers.ToDictionary(number => number.Key, number => chunk.Slice(number.Value)));
        return terms.GetValue(slope).expand(logprobs.shape).MoveToOuterDisposeScope();
    }
}
