namespace LossDsl;

/// <summary>The softcap of logits on the CPU, and the gradient through it. Each logit is read once per pass.</summary>
internal static unsafe class FusedSoftcap
{
    /// <summary>Whether the kernels support these logits.</summary>
    public static bool Accepts(Tensor logits) =>
        logits.device_type == DeviceType.CPU && logits.dtype is ScalarType.Float32 or ScalarType.Float64 && logits.is_contiguous();

    /// <summary>Applies the softcap in place. Records no autograd graph.</summary>
    /// <param name="logits">The logits; overwritten with the capped logits. Shape <c>[N, V]</c>.</param>
    /// <param name="curve">The softcap.</param>
    public static void ApplyInPlace(Tensor logits, SoftcapCurve curve)
    {
        var (kernel, first) = (SoftcapKernelFactory.Create(logits.dtype), (nint)TensorMemory.GetPointer(logits));
        var (rows, vocabulary, size) = ((int)logits.size(0), logits.size(1), (int)logits.ElementSize);
        ParallelRows.For(rows, logits.numel(), (from, to) =>
        {
            for (var row = from; row < to; row++)
                kernel.ApplyInPlace((byte*)first + row * vocabulary * size, vocabulary, curve);
        });
        GC.KeepAlive(logits);
    }

    /// <summary>Overwrites capped logits with the gradient of the uncapped logits. Records no autograd graph.</summary>
    /// <param name="logits">The capped logits; overwritten with the gradient. Shape <c>[N, V]</c>.</param>
    /// <param name="ids">Token ids, integers below V. Shape <c>[N]</c>.</param>
    /// <param name="absent">True for masked rows, whose gradient is 0. Bool, shape <c>[N]</c>.</param>
    /// <param name="upstream">The gradient of the loss with respect to each log-probability. Shape <c>[N]</c>.</param>
    /// <param name="curve">The softcap.</param>
    /// <returns><paramref name="logits"/>.</returns>
    public static Tensor GradientInPlace(Tensor logits, Tensor ids, Tensor absent, Tensor upstream, SoftcapCurve curve)
    {
        var rows = LogitRows.Create(logits, ids, absent);
        FusedRows.Logprobs(logits, rows, new double[rows.All]);
        FusedRows.Gradient(logits, logits, rows, upstream, curve);
        return logits;
    }
}
