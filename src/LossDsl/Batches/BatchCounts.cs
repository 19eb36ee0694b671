namespace LossDsl;

/// <summary>What the masks of one batch count, read where they live on the CPU.</summary>
/// <param name="batch">The batch.</param>
internal sealed class BatchCounts(IMaskedBatch batch)
{
    private readonly Lazy<(double Sequences, double Tokens)?> _counts = new(() => Count(batch), isThreadSafe: false);

    /// <summary>The valid sequences; null on a device.</summary>
    public double? Sequences => _counts.Value?.Sequences;

    /// <summary>The valid tokens; null on a device.</summary>
    public double? Tokens => _counts.Value?.Tokens;

    /// <summary>The valid tokens of two batches; null where one of them is on a device.</summary>
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

    // Every call of a loss counts, so the masks are read where they lie.
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
            // Nothing predicts the first token.
            var weights = VectorSum.Compute(new ReadOnlySpan<float>(first + skipped, Math.Max(0, length - skipped)));
            // A row without tokens has none, be its weight infinite.
            tokens += weights == 0 ? 0 : samples[row] * weights;
        }

        GC.KeepAlive(mask);
        return (sequences, tokens);
    }
}
