namespace LossDsl;

/// <summary>The valid sequences and tokens of one batch by its masks, read on the host if the masks are on the CPU.</summary>
/// <param name="batch">The batch with the masks.</param>
internal sealed class BatchCounts(IMaskedBatch batch)
{
    private readonly Lazy<(double Sequences, double Tokens)?> _counts = new(() => Count(batch), isThreadSafe: false);

    /// <summary>The number of valid sequences; null where the masks are not on the CPU.</summary>
    public double? Sequences => _counts.Value?.Sequences;

    /// <summary>The number of valid tokens; null where the masks are not on the CPU.</summary>
    public double? Tokens => _counts.Value?.Tokens;

    /// <summary>The numbers of valid tokens of two batches; null where a mask is not on the CPU.</summary>
    public static (double First, double Second)? OnCpu(IMaskedBatch first, IMaskedBatch second) =>
        (Count(first), Count(second)) is ({ } one, { } other) ? (one.Tokens, other.Tokens) : null;

    private static (double Sequences, double Tokens)? Count(IMaskedBatch batch)
    {
        if (batch.TokenMask.device_type != DeviceType.CPU || batch.SampleMask.device_type != DeviceType.CPU)
            return null;
        using var scope = NewDisposeScope();
        using var off = no_grad();
        if (batch.TokenMask is { dtype: ScalarType.Float32 } mask && mask.dim() == 2 && mask.stride(1) == 1)
            return Sums(mask, TensorMemory.ReadVector(batch.SampleMask), batch.CountsInPairs, batch.CountsEveryPosition ? 0 : 1);
        var totals = GlobalNormalization.FromBatch(batch);
        return (TensorMemory.ReadScalar(totals.ValidSequences!), TensorMemory.ReadScalar(totals.ValidTokens!));
    }

    // Every call of a loss counts, so the masks are read in place instead of through torch operators.
    private static unsafe (double Sequences, double Tokens) Sums(Tensor mask, double[] samples, bool inPairs, int skipped)
    {
        var (sequences, tokens, length) = (0.0, 0.0, (int)mask.size(1));
        for (var row = 0; row < samples.Length; row++)
        {
            var partner = inPairs && (row ^ 1) < samples.Length ? samples[row ^ 1] : 1;
            if (samples[row] == 0 || partner == 0)
                continue;
            var first = (float*)TensorMemory.GetPointer(mask) + row * mask.stride(0);
            sequences += samples[row];
            // No position predicts the first token.
            var weights = VectorSum.Compute(new ReadOnlySpan<float>(first + skipped, Math.Max(0, length - skipped)));
            // A row without valid tokens adds 0 even if its weight is infinite: 0 * inf would be NaN.
            tokens += weights == 0 ? 0 : samples[row] * weights;
        }

        GC.KeepAlive(mask);
        return (sequences, tokens);
    }
}
