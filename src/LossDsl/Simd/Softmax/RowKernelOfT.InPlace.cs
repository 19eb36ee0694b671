using System.Buffers;

namespace LossDsl;

/// <content>Both over the row itself.</content>
/// <remarks>
/// <code>
/// e[j] = exp(x[j] - r)                                 while the row is read
/// dx[j] = -g * exp(r - lse) * e[j] + g * (j == target) when lse is known
/// </code>
/// Where memory holds what is computed with, <c>e</c> lies where <c>x</c> was, and the second line is done beside the
/// first of the next row: it waits for caches, that for the processor and for memory. As <c>x</c> is gone then, no
/// logit may be above <c>r</c> by more than some slack; those to come are looked at while the ones before them are summed.
/// </remarks>
internal sealed unsafe partial class RowKernel<TVectorLoops, TScalarLoops>
{
    // So far may a logit be above the reference where its exponential is kept: the exponentials lose accuracy with the distance.
    // A factor may be as small as float32 stores them, wrong by 7e-46 then: times e^11 that is still below what counts as a number.
    private const double Slack = 11;

    public override double GradientInPlace(
        byte* row, long n, long target, long index, Func<long, double, double> derivative, PendingGradientRow before)
    {
        if (TScalarLoops.IsExact)
            return WriteExp(row, row, n, target, index, derivative, before);

        // Memory would round the exponentials, and once more what they are scaled to.
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
            // As the exponentials were left there.
            var done = TVectorLoops.Supports(Finite(stretch.Reference)) ? TVectorLoops.Scale(e, x, n, factor) : 0;
            TScalarLoops.Scale(e + done * TScalarLoops.WorkSize, x + done * Size, n - done, factor);
        }

        End(row);
    }

    /// <summary>Leaves the exponentials where they are wanted, until they are scaled.</summary>
    private double WriteExp(
        byte* row, byte* into, long n, long target, long index, Func<long, double, double> derivative, PendingGradientRow before)
    {
        // Only what is alike is done side by side: then no row's last bit depends on another row.
        if (before.Length != n || before.Segments.Count > 1)
            Finish(before);
        before.BeginSegments();
        var (reference, sum, logit) = (double.NegativeInfinity, 0.0, Read(row, target));
        for (var at = 0L; at < n;)
        {
            var x = row + at * Size;
            var block = Math.Min(Block, n - at);
            // As in LogSumExp, where the logits stay: with the largest of a block taken off, its sum is a number.
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
        // The first row has none before it: it is scaled by 1 itself, before it is summed.
        var other = before.IsEmpty ? x : before.Start + at * TScalarLoops.Size;
        var factor = before.IsEmpty ? 1 : Number(before.Factor(before.Segments[0]));
        var limit = reference + Slack;
        reference = Finite(reference);
        var done = TVectorLoops.Supports(reference) ? TVectorLoops.SumExpInPlace(x, n, reference, limit, ref sum, other, factor) : 0;
        if (done > 0 && done < TVectorLoops.RoundDownToVector(n))
            return done;
        var rest = done * TScalarLoops.Size;
        done += TScalarLoops.SumExpInPlace(x + rest, n - done, reference, limit, ref sum, other + rest, factor);
        // Where even the first is above the limit a NaN hid it, which makes NaN of all.
        return done > 0 ? done : TScalarLoops.SumExpInPlace(x, n, reference, double.PositiveInfinity, ref sum, other, factor);
    }

    private static void End(PendingGradientRow row)
    {
        TScalarLoops.Write(row.Start + row.Target * TScalarLoops.Size, Number(row.AtTarget));
        row.Complete();
    }
}
