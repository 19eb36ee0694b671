using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>Combines the loops over whole vectors with the loops over the remaining elements.</summary>
/// <remarks>
/// <code>
/// lse = r + log(sum(exp(x - r)))                       for any r; the sum must not overflow, and not vanish
/// dx[j] = g * ((j == target) - exp(x[j] - lse))
/// </code>
/// A row is read once. The reference <c>r</c> starts as the maximum of the first block, which stays in the L1 cache. It is raised only if
/// the sum of a later block shows that its logits are much larger; the sum so far is then rescaled. A block is summed in the precision of
/// the computation, the block sums and the log-sum-exp in float64: at logits of 1e4 a float32 log-sum-exp would lose 5e-4.
/// </remarks>
/// <typeparam name="TVectorLoops">The loops over whole vectors.</typeparam>
/// <typeparam name="TScalarLoops">The loops over single elements.</typeparam>
internal sealed unsafe partial class RowKernel<TVectorLoops, TScalarLoops> : RowKernel
    where TVectorLoops : ISoftmaxLoops
    where TScalarLoops : IScalarSoftmaxLoops
{
    // The sum of a block from which the reference is raised. A block whose logits are near the reference stays below. In a block below this
    // sum, logits are at most 11.5 above the reference: the accuracy of the exponentials falls with that distance.
    private const double Most = 1e5;

    public override int Size => TScalarLoops.Size;

    private static long Block => ISoftmaxLoops.Block / TScalarLoops.Size;

    public override double Read(byte* row, long at) => TScalarLoops.Read(row + at * Size);

    public override double LogSumExp(byte* row, long n)
    {
        var (reference, sum) = (double.NegativeInfinity, 0.0);
        for (var at = 0L; at < n;)
        {
            var (x, block) = (at * Size, Math.Min(Block, n - at));
            RaiseReference(row + x, block, 0, ref reference, ref sum);
            // As long as all logits are -inf, sum single blocks: the next block may have a finite maximum.
            var done = Sum(row + x, double.IsNegativeInfinity(reference) ? block : n - at, Finite(reference), ref sum);
            // No progress although the block's maximum is the reference: a logit is NaN or +inf.
            if (done == 0)
                return double.NaN;
            at += done;
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
        var factor = Number(-g);
        var done = TVectorLoops.Supports(logSumExp) ? TVectorLoops.WriteExp(row, into, n, logSumExp, factor) : 0;
        TScalarLoops.WriteExp(row + done * Size, into + done * Size, n - done, logSumExp, factor);
        if (target >= 0)
            TScalarLoops.Write(into + target * Size, Number(g - g * Math.Exp(logprob)));
    }

    /// <summary>Sums exponentials until a block needs a larger reference, and returns the number of summed logits.</summary>
    private static long Sum(byte* x, long n, double reference, ref double sum)
    {
        var done = 0L;
        if (TVectorLoops.Supports(reference))
        {
            done = TVectorLoops.SumExp(x, n, reference, Most, ref sum);
            if (done < TVectorLoops.RoundDownToVector(n))
                return done;
        }

        return done + TScalarLoops.SumExp(x + done * TScalarLoops.Size, n - done, reference, Most, ref sum);
    }

    /// <summary>Raises the reference to the maximum of a block if the maximum exceeds it by more than <paramref name="slack"/>.</summary>
    private static void RaiseReference(byte* x, long n, double slack, ref double reference, ref double sum)
    {
        var largest = double.NegativeInfinity;
        var done = TVectorLoops.Max(x, n, ref largest);
        TScalarLoops.Max(x + done * TScalarLoops.Size, n - done, ref largest);
        if (!(largest > reference + slack))
            return;
        sum *= Math.Exp(reference - largest);
        reference = largest;
    }

    /// <summary>Replaces a reference of -inf by 0: all logits so far are -inf, and -inf - (-inf) would be NaN.</summary>
    private static double Finite(double reference) => double.IsNegativeInfinity(reference) ? 0 : reference;

    /// <summary>Replaces any NaN by the canonical NaN, which every element type can store.</summary>
    private static double Number(double value) => double.IsNaN(value) ? double.NaN : value;

    private static void Clear(byte* x, long n) => NativeMemory.Clear(x, (nuint)(n * TScalarLoops.Size));
}
