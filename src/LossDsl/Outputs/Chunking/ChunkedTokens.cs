namespace LossDsl;

/// <summary>Hidden states with the output layer and the target tokens, whose logits are computed chunk by chunk.</summary>
/// <param name="Hidden">The hidden states, one row per token, zero where masked. Shape <c>[N, H]</c>.</param>
/// <param name="Weight">The weight of the output layer. Shape <c>[V, H]</c>.</param>
/// <param name="Bias">The bias of the output layer. Shape <c>[V]</c>.</param>
/// <param name="Ids">The target tokens. Shape <c>[N]</c>.</param>
/// <param name="Absent">True for masked tokens. Bool, shape <c>[N]</c>.</param>
/// <param name="DType">The type of the log-probabilities and of their computation.</param>
/// <param name="ChunkSize">The number of tokens per chunk.</param>
/// <param name="Transform">The transform of the output layer's logits.</param>
internal sealed record ChunkedTokens(
    Tensor Hidden, Tensor Weight, Tensor? Bias, Tensor Ids, Tensor Absent, ScalarType DType, long ChunkSize, LogitTransform Transform)
{
    /// <summary>The tensors that can receive gradients, as arguments of a custom autograd function.</summary>
    public IEnumerable<Tensor> Arguments() => Bias is null
        ? [Hidden, GradientTransfer.ViewOf(Weight)]
        : [Hidden, GradientTransfer.ViewOf(Weight), GradientTransfer.ViewOf(Bias)];

    /// <summary>All tensors, for the autograd graph to keep.</summary>
    public IReadOnlyList<Tensor> ToList() => Bias is null ? [Hidden, Weight, Ids, Absent] : [Hidden, Weight, Ids, Absent, Bias];

    /// <summary>Replaces the tensors by those that the autograd graph kept.</summary>
    public ChunkedTokens From(List<Tensor> kept) => this with
    {
        Hidden = kept[0], Weight = kept[1], Ids = kept[2], Absent = kept[3], Bias = kept.Count > 4 ? kept[4] : null,
    };

    /// <summary>The shape of log-probabilities, <c>[N]</c>, or of log-probabilities and entropies, <c>[2, N]</c>.</summary>
    /// <param name="withEntropies">Whether to compute entropies.</param>
    public long[] ShapeOf(bool withEntropies) => withEntropies ? [2, Hidden.size(0)] : [Hidden.size(0)];

    /// <summary>All log-probabilities, and optionally entropies, chunk by chunk.</summary>
    /// <param name="withEntropies">Whether to compute entropies.</param>
    /// <param name="use">
    /// Called for each chunk with its logits, which it may overwrite, and with the results up to and including this chunk.
    /// </param>
    /// <returns>The shape is that of <see cref="ShapeOf"/>.</returns>
    public Tensor Predict(bool withEntropies, Action<Chunk, Tensor, Tensor>? use = null)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var values = zeros(ShapeOf(withEntropies), dtype: DType, device: Hidden.device);
        ForEach((chunk, logits) =>
        {
            chunk.SliceLast(values).copy_(TokenLogprobs.Compute(logits, chunk.Slice(Ids), chunk.Slice(Absent), DType, withEntropies));
            use?.Invoke(chunk, logits, values);
        });
        return values.MoveToOuterDisposeScope();
    }

    /// <summary>The same where this rank holds some columns of the vocabulary.</summary>
    /// <param name="share">This rank's columns.</param>
    /// <param name="withEntropies">Whether to compute entropies.</param>
    /// <returns>The results, the same on every rank, and what the gradient needs of the whole vocabulary.</returns>
    public (Tensor Values, WholeRows Whole) Predict(VocabShard share, bool withEntropies)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var parts = empty([withEntropies ? 4 : 3, Hidden.size(0)], dtype: float64, device: Hidden.device);
        ForEach((chunk, logits) =>
        {
            var absent = chunk.Slice(Absent);
            chunk.SliceLast(parts).copy_(ShardScores.Create(chunk.Slice(Ids), absent, share).Part(logits, absent, DType, withEntropies));
        });
        var (values, whole) = ShardScores.Combine(parts, Absent, share);
        whole.LogSumExp.MoveToOuterDisposeScope();
        whole.Entropy?.MoveToOuterDisposeScope();
        return (values.to(DType).MoveToOuterDisposeScope(), whole);
    }

    /// <summary>
    /// Calls a function with the transformed logits of each chunk, in the type of the computation. Shape <c>[n, V]</c>. All chunks use the
    /// same buffer.
    /// </summary>
    public void ForEach(Action<Chunk, Tensor> visit)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var count = Hidden.size(0);
        var transposed = Weight.t();
        long[] shape = [Math.Min(ChunkSize, count), Weight.size(0)];
        var buffer = HugePages.Empty(shape, Hidden.dtype, Hidden.device);
        var wide = Hidden.dtype == DType ? buffer : HugePages.Empty(shape, DType, Hidden.device);
        for (var begin = 0L; begin < count; begin += ChunkSize)
        {
            using var inner = NewDisposeScope();
            var chunk = new Chunk(begin, Math.Min(ChunkSize, count - begin));
            var logits = buffer.narrow(0, 0, chunk.Length);
            if (Bias is not null)
                logits.copy_(Bias);
            logits.addmm_(chunk.Slice(Hidden), transposed, beta: Bias is null ? 0 : 1);
            if (Hidden.dtype != DType)
                logits = wide.narrow(0, 0, chunk.Length).copy_(logits);
            Transform.ApplyInPlace(logits);
            visit(chunk, logits);
        }
    }

    /// <summary>A range of consecutive tokens.</summary>
    internal readonly record struct Chunk(long Begin, long Length)
    {
        /// <summary>The rows of a tensor that belong to the chunk, as a view.</summary>
        public Tensor Slice(Tensor tensor) => tensor.narrow(0, Begin, Length);

        /// <summary>Their entries along the last dimension of a tensor, as a view.</summary>
        public Tensor SliceLast(Tensor tensor) => tensor.narrow(-1, Begin, Length);
    }
}
