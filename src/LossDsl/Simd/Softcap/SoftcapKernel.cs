namespace LossDsl;

/// <summary>What the softcap of a row of logits adds to <see cref="RowKernel"/>, whatever the logits' type and the processor.</summary>
internal abstract unsafe class SoftcapKernel
{
    /// <summary>Puts each logit of a row on the curve.</summary>
    public abstract void ApplyInPlace(byte* row, long n, SoftcapCurve curve);

    /// <summary>
    /// <c>into[j] = g * ((j == target) - exp(row[j] - logSumExp)) * slope(row[j])</c> of logits on the curve: the gradient of
    /// the logits before it. Both may be the same memory. No target is -1.
    /// </summary>
    public abstract void Gradient(byte* row, byte* into, long n, long target, double logSumExp, double g, SoftcapCurve curve);

    /// <summary>
    /// The same of a log-probability and of the entropy together: what <see cref="RowKernel"/> gives, times <c>slope(row[j])</c>.
    /// </summary>
    public abstract void Gradient(
        byte* row, byte* into, long n, long target, RowEntropy entropy, (double Logprob, double Entropy) g, SoftcapCurve curve);
}
