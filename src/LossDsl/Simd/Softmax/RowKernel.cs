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

    /// <summary>
    /// The same as <see cref="LogSumExp"/>, and the entropy <c>log(sum(exp(x))) - sum(p * x)</c> in nats, in one pass; NaN where a logit is
    /// NaN or +inf.
    /// </summary>
    public abstract (double LogSumExp, double Entropy) LogSumExpAndEntropy(byte* row, long n);

    /// <summary>
    /// The gradient of a log-probability and of the entropy together: <c>into[j] = g.Logprob * ((j == target) - p) - g.Entropy *
    /// p * (log(p) + entropy)</c> with <c>p = exp(row[j] - logSumExp)</c>; both may be the same memory. A target of -1 means none.
    /// </summary>
    public abstract void Gradient(byte* row, byte* into, long n, long target, RowEntropy entropy, (double Logprob, double Entropy) g);

    /// <summary>
    /// Computes the log-probability and overwrites the row with its gradient, reading the row from memory once. The gradient is complete
    /// after the next row was processed or <see cref="Finish"/> was called.
    /// </summary>
    /// <param name="row">The logits; overwritten with their gradient.</param>
    /// <param name="n">The number of logits.</param>
    /// <param name="target">The index of the target.</param>
    /// <param name="index">The row number, passed to <paramref name="derivative"/>.</param>
    /// <param name="derivative">The derivative of the loss by the log-probability, given row number and log-probability.</param>
    /// <param name="before">The previous row if its scaling is pending; afterwards this row.</param>
    /// <returns>The log-probability.</returns>
    public abstract double GradientInPlace(
        byte* row, long n, long target, long index, Func<long, double, double> derivative, PendingGradientRow before);

    /// <summary>Scales the pending row, if there is one.</summary>
    public abstract void Finish(PendingGradientRow row);
}
