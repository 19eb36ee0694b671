using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>The kernel over the loops for whole vectors and those for what is left.</summary>
/// <remarks>
/// <code>
/// lse = r + log(sum(exp(x - r)))                       for any r; the sum must not overflow, and not vanish
/// dx[j] = g * ((j == target) - exp(x[j] - lse))
/// </code>
/// A row is read once. The reference <c>r</c> starts as the largest logit of a first block, which stays in the
/// first-level cache; it moves only where later ones have a logit so much larger that the sum shows it, or would spoil
/// it, and what was summed till then is scaled. A block is summed in the precision of the logits, the sum of
/// those in double, and so is the log-sum-exp: at logits of 1e4 a float32 of it would lose 5e-4.
/// </remarks>
/// <typeparam name="TVectorLoops">The loops for whole vectors.</typeparam>
/// <typeparam name="TScalarLoops">The loops for single elements.</typeparam>
internal sealed unsafe partial class RowKernel<TVectorLoops, TScalarLoops> : RowKernel
    where TVectorLoops : ISoftmaxLoops
    where TScalarLoops : IScalarSoftmaxLoops
{
    // A block whose logits are near the reference does not sum up to that. Its logits are then at most 11.5 above the reference: the
    // exponentials lose accuracy with the distance.
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
            // As long as all logits are -inf, the next block may be the one with a reference.
            var done = Sum(row + x, double.IsNegativeInfinity(reference) ? block : n - at, Finite(reference), ref sum);
            // Not even the next few, with their largest taken off, sum up to a number.
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

    /// <summary>Sums up as many as go with a reference, and returns how many those are.</summary>
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

    /// <summary>Moves the reference to the largest logit of a block where that is larger by more than some slack.</summary>
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

    /// <summary>Where all logits are -inf so far any number serves, and -inf would make NaN of them.</summary>
    private static double Finite(double reference) => double.IsNegativeInfinity(reference) ? 0 : reference;

    /// <summary>The one NaN that every type of element can store.</summary>
    private static double Number(double value) => double.IsNaN(value) ? double.NaN : value;

    private static void Clear(byte* x, long n) => NativeMemory.Clear(x, (nuint)(n * TScalarLoops.Size));
}
