namespace LossDsl;

/// <summary>
/// The log-sum-exp of a row of logits, and the gradient of one of its log-probabilities, independent of element type and
/// processor.
/// </summary>
internal abstract unsafe class RowKernel
{
    /// <summary>The size of a logit in bytes.</summary>
    public abstract int Size { get; }

    /// <summary>Reads the logit at an index.</summary>
    public abstract double Read(byte* row, long at);

    /// <summary><c>log(sum(exp(x)))</c>; NaN where a logit is NaN or +inf.</summary>
    public abstract double LogSumExp(byte* row, long n);

    /// <summary><c>into[j] = g * ((j == target) - exp(row[j] - logSumExp))</c>; the two may alias. A target of -1 means none.</summary>
    public abstract void Gradient(byte* row, byte* into, long n, long target, double logSumExp, double g);

    /// <summary>The same as <see cref="LogSumExp"/>, and the entropy <c>log(sum(exp(x))) - sum(p * x)</c> in nats, in one pass; NaN where a logit is NaN or +inf.</summary>
    public abstract (double LogSumExp, double Entropy) LogSumExpAndEntropy(byte* row, long n);

    /// <summary>
    /// The gradient of a log-probability and of the entropy together: <c>into[j] = g.Logprob * ((j == target) - p) - g.Entropy *
    /// p * (log(p) + entropy)</c> with <c>p = exp(row[j] - logSumExp)</c>; both may be the same memory. No target is -1.
    /// </summary>
    public abstract void Gradient(byte* row, byte* into, long n, long target, RowEntropy entropy, (double Logprob, double Entropy) g);

    /// <summary>Log-probability and its gradient over the row itself, once from memory. The gradient is there when the next row is, or <see cref="Finish"/> was called.</summary>
    /// <param name="row">The logits, then their gradient.</param>
    /// <param name="n">How many.</param>
    /// <param name="target">Whose log-probability it is.</param>
    /// <param name="index">The number of the row, for <paramref name="derivative"/>.</param>
    /// <param name="derivative">Of the loss by the log-probability, given the number of the row and that.</param>
    /// <param name="before">The row before this one, if it is yet to be scaled; then this one.</param>
    /// <returns>The log-probability.</returns>
    public abstract double GradientInPlace(
        byte* row, long n, long target, long index, Func<long, double, double> derivative, PendingGradientRow before);

    /// <summary>Scales the pending row, if there is one.</summary>
    public abstract void Finish(PendingGradientRow row);
}
