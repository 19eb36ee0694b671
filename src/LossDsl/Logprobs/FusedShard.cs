namespace LossDsl;

/// <summary>The CPU kernels for <see cref="ShardScores"/>: the logits of one vocabulary shard, read once per pass.</summary>
internal static unsafe class FusedShard
{
    /// <summary>Whether the kernels support these logits with this type of computation.</summary>
    public static bool Accepts(Tensor logits, ScalarType dtype) =>
        FusedLogprobs.Accepts(logits) && (logits.dtype == float64) == (dtype == float64)
        && (logits.stride(-1) == 1 || logits.size(-1) == 1);

    /// <summary>Computes the log-sum-exp of each row of the shard, and the target logit, 0 where another rank holds its column.</summary>
    /// <param name="logits">The logits of this rank. Shape <c>[.., V_r]</c>.</param>
    /// <param name="ids">The target ids as column numbers of this rank, -1 where another rank holds the column. Shape <c>[..]</c>.</param>
    /// <param name="absent">True for masked rows, which are not read; their results are 0. Bool, shape <c>[..]</c>.</param>
    /// <returns>Log-sum-exp and target logit, float64. Shape <c>[2, ..]</c>.</returns>
    public static Tensor Scores(Tensor logits, Tensor ids, Tensor absent)
    {
        var rows = LogitRows.Create(logits, ids, absent, isShard: true);
        var scores = new double[2 * rows.All];
        FusedRows.Scores(logits, rows, scores);
        return tensor(scores, [2, .. ids.shape]);
    }

    /// <summary>Computes the gradient of this rank's logits, in their type.</summary>
    /// <param name="logits">The logits of this rank. Shape <c>[.., V_r]</c>.</param>
    /// <param name="ids">The target ids as column numbers of this rank, -1 where another rank holds the column. Shape <c>[..]</c>.</param>
    /// <param name="absent">True for masked rows, which are not read; their gradient is 0. Bool, shape <c>[..]</c>.</param>
    /// <param name="logSumExp">The log-sum-exp over the whole vocabulary, float64. Shape <c>[..]</c>.</param>
    /// <param name="upstream">The gradient of the loss with respect to each log-probability. Shape <c>[..]</c>.</param>
    /// <param name="curve">The softcap that produced these logits, to get the gradient of its input; null without a softcap.</param>
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
