namespace LossDsl;

/// <summary>The softcap of a row of logits and the gradient through it, independent of element type and processor.</summary>
internal abstract unsafe class SoftcapKernel
{
    /// <summary>Applies the softcap to a row in place.</summary>
    public abstract void ApplyInPlace(byte* row, long n, SoftcapCurve curve);

    /// <summary>
    /// The gradient of the uncapped logits from the capped logits in <paramref name="row"/>:
    /// <c>into[j] = g * ((j == target) - exp(row[j] - logSumExp)) * slope(row[j])</c>. The two may alias. A target of -1 means none.
    /// </summary>
    public abstract void Gradient(byte* row, byte* into, long n, long target, double logSumExp, double g, SoftcapCurve curve);

    /// <summary>
    /// The same of a log-probability and of the entropy together: what <see cref="RowKernel"/> gives, times <c>slope(row[j])</c>.
    /// </summary>
    public abstract void Gradient(
        byte* row, byte* into, long n, long target, RowEntropy entropy, (double Logprob, double Entropy) g, SoftcapCurve curve);
}
