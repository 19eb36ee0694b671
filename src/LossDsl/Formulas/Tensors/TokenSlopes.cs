namespace LossDsl;

/// <summary>
/// The derivatives of a separable formula, evaluated chunk by chunk. The inputs of the formula are stored in the order in which the
/// chunks produce log-probabilities.
/// </summary>
/// <param name="formula">The formula.</param>
/// <param name="inputs">The token mask and the per-token fields. Shape <c>[T]</c> each.</param>
/// <param name="numbers">The numbers of each token's row, by index. Shape <c>[T]</c> each.</param>
internal sealed class TokenSlopes(Formula formula, IReadOnlyList<Tensor> inputs, IReadOnlyDictionary<int, Tensor> numbers)
{
    /// <summary>Whether the slopes need the entropies of the tokens, and are by these as well.</summary>
    public bool ReadsEntropy => formula.ReadsEntropy;

    /// <summary>Computes the derivatives at the tokens of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="current">Their log-probabilities, shape <c>[n]</c>; with entropies <c>[2, n]</c>.</param>
    /// <returns>The shape of <paramref name="current"/>; 0 where a token is masked.</returns>
    public Tensor Compute(ChunkedTokens.Chunk chunk, Tensor current)
    {
        if (formula.LossPass.Stored.Length == 0)
            return zeros_like(current);
        using var scope = NewDisposeScope();
        var given = formula.SplitVariables(current);
        var terms = new TensorTermEvaluator(
            given[0], [.. inputs.Select(chunk.Slice), .. given[1..]], numbers.ToDictionary(number => number.Key, number => chunk.Slice(number.Value)));
        var slopes = Array.ConvertAll(formula.LossPass.Stored, slope => terms.GetValue(slope).expand(given[0].shape));
        return (slopes is [var only] ? only : stack(slopes)).MoveToOuterDisposeScope();
    }
}
