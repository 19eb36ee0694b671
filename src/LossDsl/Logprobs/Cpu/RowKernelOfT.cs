using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>The kernel over the loops for whole vectors and those for what is left.</summary>
/// <remarks>
/// <code>
/// lse = r + log(sum(exp(x - r)))                       for any r; the sum must not overflow, and not vanish
/// dx[j] = g * ((j == target) - exp(x[j] - lse))
/// </code>
/// A row is read once, in blocks that stay in the first-level cache. The reference <c>r</c> starts as the largest logit
/// of the first block; it moves only where a block has a logit so much larger that the sum shows it, or would spoil it,
/// and what was summed till then is scaled. Within a block the sum is in the precision of the logits, across blocks in
/// double, and so is the log-sum-exp: at logits of 1e4 a float32 of it would lose 5e-4. In the gradient it is split into a
/// reference in the logits' precision and a factor: <c>exp(x - lse) = exp(x - r) * exp(r - lse)</c>.
/// </remarks>
/// <typeparam name="TWide">The loops for whole vectors.</typeparam>
/// <typeparam name="TOne">The loops for single elements.</typeparam>
internal sealed unsafe class RowKernel<TWide, TOne> : RowKernel
    where TWide : IPasses
    where TOne : ISinglePasses
{
    private const long Block = 2048;
    private const double Slack = 30;

    // No block sums up to that where all logits are near the reference, and every vector's own sum still fits a float32.
    private const double Most = 1e24;

    public override int Size => TOne.Size;

    public override double Read(byte* row, long at) => TOne.Read(row + at * Size);

    public override double LogSumExp(byte* row, long n)
    {
        var (reference, sum) = (double.NegativeInfinity, 0.0);
        for (var start = 0L; start < n; start += Block)
        {
            var x = row + start * Size;
            var length = Math.Min(Block, n - start);
            var part = double.NaN;
            if (!double.IsNegativeInfinity(reference))
                part = Sum(x, length, reference);
            // So it is at the first block, and where one has a logit far above the reference, or none that is a number.
            if (!(part < Most))
            {
                Rise(x, length, 0, ref reference, ref sum);
                part = Sum(x, length, Finite(reference));
            }

            sum += part;
        }

        return reference + Math.Log(sum);
    }

    public override void Gradient(byte* row, byte* into, long n, long target, double logSumExp, double g)
    {
        if (g == 0)
        {
            Clear(into, n);
            return;
        }

        var logprob = target < 0 ? 0 : Read(row, target) - logSumExp;
        var reference = TOne.Rounded(logSumExp);
        var factor = Number(-g * Math.Exp(reference - logSumExp));
        for (var start = 0L; start < n; start += Block)
        {
            var (at, length) = (start * Size, Math.Min(Block, n - start));
            var done = TWide.Exponentials(row + at, into + at, length, reference, factor);
            at += done * Size;
            TOne.Exponentials(row + at, into + at, length - done, reference, factor);
        }

        if (target >= 0)
            TOne.Write(into + target * Size, Number(g - g * Math.Exp(logprob)));
    }

    public override double GradientInPlace(
        byte* row, long n, long target, long index, Func<long, double, double> derivative)
    {
        // Where memory rounds, exponentials left in it and then scaled would be rounded twice.
        if (TOne.Exact)
            return Once(row, n, target, index, derivative);
        var logSumExp = LogSumExp(row, n);
        var logprob = Read(row, target) - logSumExp;
        Gradient(row, row, n, target, logSumExp, derivative(index, logprob));
        return logprob;
    }

    /// <summary>Leaves each block's exponentials in it, and scales them while the row is still near.</summary>
    private double Once(byte* row, long n, long target, long index, Func<long, double, double> derivative)
    {
        const int Few = 256;
        var blocks = (int)((n + Block - 1) / Block);
        Span<double> references = blocks <= Few ? stackalloc double[Few] : new double[blocks];
        var (reference, sum, logit) = (double.NegativeInfinity, 0.0, Read(row, target));
        for (var k = 0; k < blocks; k++)
        {
            var x = row + k * Block * Size;
            var length = Math.Min(Block, n - k * Block);
            Rise(x, length, Slack, ref reference, ref sum);
            references[k] = reference;
            var r = Finite(reference);
            var done = TWide.SumInPlace(x, length, r, ref sum);
            TOne.SumInPlace(x + done * Size, length - done, r, ref sum);
        }

        var logSumExp = reference + Math.Log(sum);
        var logprob = logit - logSumExp;
        var g = derivative(index, logprob);
        if (g == 0)
        {
            Clear(row, n);
            return logprob;
        }

        for (var k = 0; k < blocks; k++)
        {
            var x = row + k * Block * Size;
            var length = Math.Min(Block, n - k * Block);
            var factor = -g * Math.Exp(references[k] - logSumExp);
            var done = TWide.Scale(x, length, factor);
            TOne.Scale(x + done * Size, length - done, factor);
        }

        TOne.Write(row + target * Size, g - g * Math.Exp(logprob));
        return logprob;
    }

    private static double Sum(byte* x, long n, double reference)
    {
        var sum = 0.0;
        var done = TWide.Sum(x, n, reference, ref sum);
        TOne.Sum(x + done * TOne.Size, n - done, reference, ref sum);
        return sum;
    }

    /// <summary>Moves the reference to the largest logit of a block where that is larger by more than some slack.</summary>
    private static void Rise(byte* x, long n, double slack, ref double reference, ref double sum)
    {
        var largest = double.NegativeInfinity;
        var done = TWide.Largest(x, n, ref largest);
        TOne.Largest(x + done * TOne.Size, n - done, ref largest);
        if (!(largest > reference + slack))
            return;
        sum *= Math.Exp(reference - largest);
        reference = largest;
    }

    /// <summary>Where all logits are -inf so far any number serves, and -inf would make NaN of them.</summary>
    private static double Finite(double reference) => double.IsNegativeInfinity(reference) ? 0 : reference;

    /// <summary>The one NaN that every type of element can store.</summary>
    private static double Number(double value) => double.IsNaN(value) ? double.NaN : value;

    private static void Clear(byte* x, long n) => NativeMemory.Clear(x, (nuint)(n * TOne.Size));
}
