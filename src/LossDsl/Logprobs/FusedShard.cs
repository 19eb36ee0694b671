namespace LossDsl;

/// <summary>The CPU kernels for <see cref="ShardScores"/>: the logits of one vocabulary shard, read once per pass.</summary>
internal static unsafe class FusedShard
{
    /// <summary>Whether the kernels support these logits with this type of computation.</summary>
    public static bool Accepts(Tensor logits, ScalarType dtype) =>
        FusedLogprobs.Accepts(logits) && (logits.dtype == float64) == (dtype == float64)
        && (logits.stride(-1) == 1 || logits.size(-1) == 1);

    /// <summary>Computes the log-sum-exp of each row of the shard, and the target logit, 0 where another rank holds its column.</summary>
    /// <param name="logits">Shape <c>[.., V_r]</c>.</param>
    /// <param name="ids">The target ids as column numbers of this rank, -1 where another rank holds the column. Shape <c>[..]</c>.</param>
    /// <param name="absent">True for masked rows, which are not read; their results are 0. Bool, shape <c>[..]</c>.</param>
    /// <param name="withEntropies">Whether the entropy of each row of these columns follows.</param>
    /// <returns>float64, shape <c>[2, ..]</c>, or <c>[3, ..]</c> with entropies.</returns>
    public static Tensor Scores(Tensor logits, Tensor ids, Tensor absent, bool withEntropies)
    {
        var rows = LogitRows.Create(logits, ids, absent, isShard: true);
        var count = withEntropies ? 3 : 2;
        var scores = new double[count * rows.All];
        if (withEntropies)
            FusedRows.ScoresAndEntropies(logits, rows, scores);
        else
            FusedRows.Scores(logits, rows, scores);
        return tensor(scores, [count, .. ids.shape]);
    }

    /// <summary>Computes the gradient of this rank's logits, in their type.</summary>
    /// <param name="logits">Shape <c>[.., V_r]</c>.</param>
    /// <param name="ids">The target ids as column numbers of this rank, -1 where another rank holds the column.</param>
    /// <param name="absent">True for masked rows, which are not read; their gradient is 0.</param>
    /// <param name="whole">What the gradient needs of the whole vocabulary.</param>
    /// <param name="upstream">
    /// The gradient of the loss with respect to each log-probability, shape <c>[..]</c>; with entropies <c>[2, ..]</c>, those with
    /// respect to each entropy being the second.
    /// </param>
    /// <param name="curve">The softcap that produced the logits, to get the gradient of its input; null without a softcap.</param>
    public static Tensor Gradient(
        Tensor logits, Tensor ids, Tensor absent, WholeRows whole, Tensor upstream, SoftcapCurve? curve = null)
    {
        using var scope = NewDisposeScope();
        var rows = LogitRows.Create(logits, ids, absent, isShard: true);
        Read(whole.LogSumExp, rows, rows.LogSumExp);
        var gradient = HugePages.Empty(logits.shape, logits.dtype);
        if (whole.Entropy is { } entropies)
        {
            Read(entropies, rows, rows.Entropy);
            FusedRows.GradientWithEntropies(logits, gradient, rows, upstream, curve);
        }
        else
        {
            FusedRows.Gradient(logits, gradient, rows, upstream, curve);
        }

        return gradient.MoveToOuterDisposeScope();
    }

    private static void Read(Tensor tensor, LogitRows rows, double[] into)
    {
        using var dense = tensor.contiguous();
        var values = new ReadOnlySpan<double>(TensorMemory.GetPointer(dense), (int)rows.All);
        for (var k = 0; k < into.Length; k++)
            into[k] = values[rows.Number[k]];
        GC.KeepAlive(dense);
    }
}
