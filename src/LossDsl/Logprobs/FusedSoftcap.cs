namespace LossDsl;

/// <summary>The softcap of logits on the CPU, and the gradient of the logits before it: each logit is read once a pass.</summary>
internal static unsafe class FusedSoftcap
{
    /// <summary>Whether the kernels know such logits.</summary>
    public static bool Accepts(Tensor logits) =>
        logits.device_type == DeviceType.CPU && logits.dtype is ScalarType.Float32 or ScalarType.Float64 && logits.is_contiguous();

    /// <summary>Puts each logit on the curve, where it is. Records nothing.</summary>
    /// <param name="logits">The logits, then what is made of them. Shape <c>[N, V]</c>.</param>
    /// <param name="curve">The curve.</param>
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

    /// <summary>Writes the gradient of the logits before the curve over those on it. Records nothing.</summary>
    /// <param name="logits">Logits on the curve, then the gradient. Shape <c>[N, V]</c>.</param>
    /// <param name="ids">Integers below V, shape <c>[N]</c>.</param>
    /// <param name="absent">Bool, shape <c>[N]</c>. These rows of the gradient are 0.</param>
    /// <param name="upstream">The gradient of the loss with respect to each log-probability, shape <c>[N]</c>.</param>
    /// <param name="curve">The curve.</param>
    /// <returns>The logits.</returns>
    public static Tensor GradientInPlace(Tensor logits, Tensor ids, Tensor absent, Tensor upstream, SoftcapCurve curve)
    {
        var rows = LogitRows.Create(logits, ids, absent);
        FusedRows.Logprobs(logits, rows, new double[rows.All]);
        FusedRows.Gradient(logits, logits, rows, upstream, curve);
        return logits;
    }
}
