namespace LossDsl;

/// <summary>
/// The derivatives of a separable formula, evaluated chunk by chunk. The inputs of the formula are stored in the order in which the
/// chunks produce log-probabilities.
/// </summary>
/// <param name="slope">The derivative; null where the loss does not depend on the log-probabilities.</param>
/// <param name="inputs">The token mask and the per-token fields. Shape <c>[T]</c> each.</param>
/// <param name="numbers">The numbers of each token's row, by index. Shape <c>[T]</c> each.</param>
internal sealed class TokenSlopes(Term? slope, IReadOnlyList<Tensor> inputs, IReadOnlyDictionary<int, Tensor> numbers)
{
    /// <summary>Computes the derivatives at the tokens of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="logprobs">The log-probabilities of its tokens. Shape <c>[n]</c>.</param>
    /// <returns>The derivatives, 0 at masked tokens. Shape <c>[n]</c>.</returns>
    public Tensor Compute(ChunkedTokens.Chunk chunk, Tensor logprobs)
    {
        if (slope is null)
            return zeros_like(logprobs);
        using var scope = NewDisposeScope();
        var terms = new TensorTermEvaluator(logprobs, [.. inputs.Select(chunk.Slice)], numbers.ToDictionary(number => number.Key, number => chunk.Slice(number.Value)));
        return terms.GetValue(slope).expand(logprobs.shape).MoveToOuterDisposeScope();
    }
}
