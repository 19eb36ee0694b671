using System.Buffers;

namespace LossDsl;

/// <content>Log-probability and gradient in place.</content>
/// <remarks>
/// <code>
/// e[j] = exp(x[j] - r)                                 while the row is read
/// dx[j] = -g * exp(r - lse) * e[j] + g * (j == target) when lse is known
/// </code>
/// If elements have the precision of the computation, <c>e</c> overwrites <c>x</c>, and the second line runs together with the
/// first line of the next row: the second is limited by the caches, the first by computation and main memory. Because <c>x</c> is
/// overwritten, a block cannot be summed again with another reference: its logits must be at most <c>Slack</c> above <c>r</c>. The
/// next logits are therefore checked while the current ones are summed.
/// </remarks>
internal sealed unsafe partial class RowKernel<TVectorLoops, TScalarLoops>
{
    // The maximum distance of a logit above the reference where exponentials are stored, as their accuracy falls with the distance.
    // A subnormal factor has an absolute error of up to 7e-46, which even times e^11 is below the smallest normal number.
    private const double Slack = 11;

    public override double GradientInPlace(
        byte* row, long n, long target, long index, Func<long, double, double> derivative, PendingGradientRow before)
    {
        if (TScalarLoops.IsExact)
            return WriteExp(row, row, n, target, index, derivative, before);

        // Storing exponentials in the element type would round twice: the exponentials and the scaled gradient. Use a work buffer.
        var work = ArrayPool<byte>.Shared.Rent(checked((int)(n * TScalarLoops.WorkSize)));
        try
        {
            fixed (byte* numbers = work)
            {
                var logprob = WriteExp(row, numbers, n, target, index, derivative, before);
                Finish(before);
                return logprob;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(work);
        }
    }

    public override void Finish(PendingGradientRow row)
    {
        if (row.IsEmpty)
            return;
        foreach (var stretch in row.Segments)
        {
            var (n, factor) = (stretch.To - stretch.From, Number(row.Factor(stretch)));
            var e = row.WriteExp + stretch.From * TScalarLoops.WorkSize;
            var x = row.Start + stretch.From * Size;
            // The work buffer has the layout that the vector loops wrote, if they support the reference.
            var done = TVectorLoops.Supports(Finite(stretch.Reference)) ? TVectorLoops.Scale(e, x, n, factor) : 0;
            TScalarLoops.Scale(e + done * TScalarLoops.WorkSize, x + done * Size, n - done, factor);
        }

        End(row);
    }

    /// <summary>Stores the exponentials of a row for later scaling, and returns the log-probability of the target.</summary>
    private double WriteExp(
        byte* row, byte* into, long n, long target, long index, Func<long, double, double> derivative, PendingGradientRow before)
    {
        // Only rows of equal structure are processed together, so that the rounding of a row does not depend on the row before it.
        if (before.Length != n || before.Segments.Count > 1)
            Finish(before);
        before.BeginSegments();
        var (reference, sum, logit) = (double.NegativeInfinity, 0.0, Read(row, target));
        for (var at = 0L; at < n;)
        {
            var x = row + at * Size;
            var block = Math.Min(Block, n - at);
            // As in LogSumExp, which keeps the logits: with the block's maximum as the reference, the sum of a block is finite.
            RaiseReference(x, block, TScalarLoops.IsExact ? Slack : 0, ref reference, ref sum);
            var length = double.IsNegativeInfinity(reference) ? block : n - at;
            var done = TScalarLoops.IsExact
                ? SumExpInPlace(x, length, reference, ref sum, before, at)
                : SumExpInto(x, into + at * TScalarLoops.WorkSize, length, Finite(reference), ref sum);
            if (done == 0)
                (sum, done) = (double.NaN, n - at);
            before.AddSegment(new(at, at + done, reference));
            at += done;
        }

        if (!before.IsEmpty)
            End(before);
        var logSumExp = reference + Math.Log(sum);
        var logprob = logit - logSumExp;
        var g = derivative(index, logprob);
        if (g == 0)
            Clear(row, n);
        else
            before.SetRow(row, into, n, logSumExp, g, target, g - g * Math.Exp(logprob));
        return logprob;
    }

    private static long SumExpInto(byte* x, byte* work, long n, double reference, ref double sum)
    {
        var (done, most) = (0L, Math.Exp(Slack));
        if (TVectorLoops.Supports(reference))
        {
            done = TVectorLoops.SumExpInto(x, work, n, reference, most, ref sum);
            if (done < TVectorLoops.RoundDownToVector(n))
                return done;
        }

        return done + TScalarLoops.SumExpInto(x + done * TScalarLoops.Size, work + done * TScalarLoops.WorkSize, n - done, reference, most, ref sum);
    }

    private static long SumExpInPlace(byte* x, long n, double reference, ref double sum, PendingGradientRow before, long at)
    {
        // If no row is pending, the row itself is scaled by 1, before it is summed.
        var other = before.IsEmpty ? x : before.Start + at * TScalarLoops.Size;
        var factor = before.IsEmpty ? 1 : Number(before.Factor(before.Segments[0]));
        var limit = reference + Slack;
        reference = Finite(reference);
        var done = TVectorLoops.Supports(reference) ? TVectorLoops.SumExpInPlace(x, n, reference, limit, ref sum, other, factor) : 0;
        if (done > 0 && done < TVectorLoops.RoundDownToVector(n))
            return done;
        var rest = done * TScalarLoops.Size;
        done += TScalarLoops.SumExpInPlace(x + rest, n - done, reference, limit, ref sum, other + rest, factor);
        // No progress means that a NaN hid a logit above the limit. Then the sum is NaN, so the limit no longer matters.
        return done > 0 ? done : TScalarLoops.SumExpInPlace(x, n, reference, double.PositiveInfinity, ref sum, other, factor);
    }

    private static void End(PendingGradientRow row)
    {
        TScalarLoops.Write(row.Start + row.Target * TScalarLoops.Size, Number(row.AtTarget));
        row.Complete();
    }
}
