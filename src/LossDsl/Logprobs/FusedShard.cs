namespace LossDsl;

/// <summary>What <see cref="ShardScores"/> asks of logits, by the kernels of the CPU: each logit is read once a pass.</summary>
internal static unsafe class FusedShard
{
    /// <summary>Whether the kernels know such logits, and compute in that type.</summary>
    public static bool Accepts(Tensor logits, ScalarType dtype) =>
        FusedLogprobs.Accepts(logits) && (logits.dtype == float64) == (dtype == float64)
        && (logits.stride(-1) == 1 || logits.size(-1) == 1);

    /// <summary>The log-sum-exp of each row, and the logit that is asked for, 0 where another rank holds it.</summary>
    /// <param name="logits">Shape <c>[.., V_r]</c>.</param>
    /// <param name="ids">The tokens in this rank's numbering, -1 where it does not hold them. Shape <c>[..]</c>.</param>
    /// <param name="absent">Which rows are not read; they give 0. Bool, shape <c>[..]</c>.</param>
    /// <returns>float64, shape <c>[2, ..]</c>.</returns>
    public static Tensor Scores(Tensor logits, Tensor ids, Tensor absent)
    {
        var rows = LogitRows.Create(logits, ids, absent, isShard: true);
        var scores = new double[2 * rows.All];
        FusedRows.Scores(logits, rows, scores);
        return tensor(scores, [2, .. ids.shape]);
    }

    /// <summary>The gradient of this rank's logits, of their type.</summary>
    /// <param name="logits">Shape <c>[.., V_r]</c>.</param>
    /// <param name="ids">As above.</param>
    /// <param name="absent">Which rows are not read; their gradient is 0.</param>
    /// <param name="logSumExp">Over the whole vocabulary: float64, shape <c>[..]</c>.</param>
    /// <param name="upstream">The gradient of the loss with respect to each log-probability, shape <c>[..]</c>.</param>
    /// <param name="curve">The curve that the logits are on, for the gradient of those before it; null where there is none.</param>
    public static Tensor Gradient(
        Tensor logits, Tensor ids, Tensor absent, Tensor logSumExp, Tensor upstream, SoftcapCurve? curve = null)
    {
        using var scope = NewDisposeScope();
        var rows = LogitRows.Create(logits, ids, absent, isShard: true);
        var whole = logSumExp.contiguous();
        var values = new ReadOnlySpan<double>(TensorMemory.GetPointer(whole), (int)rows.All);
        for (var k = 0; k < rows.Number.Length; k++)
            rows.LogSumExp[k] = values[rows.Number[k]];
        GC.KeepAlive(whole);

        var gradient = HugePages.Empty(logits.shape, logits.dtype);
        FusedRows.Gradient(logits, gradient, rows, upstream, curve);
        return gradient.MoveToOuterDisposeScope();
    }
}
