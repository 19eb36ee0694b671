namespace LossDsl;

/// <content>The entropy of a row.</content>
/// <remarks>
/// <code>
/// H = log(sum(e)) - sum(d * e) / sum(e)         d = x - r,  e = exp(d),  for any r
/// </code>
/// An error of <c>e</c> counts as it does in the log-sum-exp, whatever <c>r</c> is; the rounding of the products grows with
/// <c>d</c>, so that the reference moves as soon as logits are above it by some slack.
/// </remarks>
internal sealed unsafe partial class RowKernel<TVectorLoops, TScalarLoops>
{
    public override (double LogSumExp, double Entropy) LogSumExpAndEntropy(byte* row, long n)
    {
        var (reference, sum, moment) = (double.NegativeInfinity, 0.0, 0.0);
        for (var at = 0L; at < n;)
        {
            var x = row + at * Size;
            var (block, before, sumBefore) = (Math.Min(Block, n - at), reference, sum);
            RaiseReference(x, block, 0, ref reference, ref sum);
            if (sumBefore > 0 && reference > before)
                moment = (moment + (before - reference) * sumBefore) * Math.Exp(before - reference);
            var length = double.IsNegativeInfinity(reference) ? block : n - at;
            var done = SumWithMoment(x, length, Finite(reference), ref sum, ref moment);
            if (done == 0)
                return (double.NaN, double.NaN);
            at += done;
        }

        var log = Math.Log(sum);
        return (reference + log, log - moment / sum);
    }

    public override void Gradient(byte* row, byte* into, long n, long target, RowEntropy entropy, (double Logprob, double Entropy) g)
    {
        if (g.Entropy == 0)
        {
            Gradient(row, into, n, target, entropy.LogSumExp, g.Logprob);
            return;
        }

        var atTarget = target < 0 ? 0 : entropy.AtTarget(Read(row, target), g);
        var (reference, center, constant, slope) = (entropy.LogSumExp, entropy.Center, Number(entropy.Constant(g)), Number(-g.Entropy));
        var done = TVectorLoops.Supports(reference) ? TVectorLoops.WriteExpTimesLine(row, into, n, reference, center, constant, slope) : 0;
        TScalarLoops.WriteExpTimesLine(row + done * Size, into + done * Size, n - done, reference, center, constant, slope);
        if (target >= 0)
            TScalarLoops.Write(into + target * Size, Number(atTarget));
    }

    private static long SumWithMoment(byte* x, long n, double reference, ref double sum, ref double moment)
    {
        var (done, most) = (0L, Math.Exp(Slack));
        if (TVectorLoops.Supports(reference))
        {
            done = TVectorLoops.SumExpAndMoment(x, n, reference, most, ref sum, ref moment);
            if (done < TVectorLoops.RoundDownToVector(n))
                return done;
        }

        return done + TScalarLoops.SumExpAndMoment(x + done * TScalarLoops.Size, n - done, reference, most, ref sum, ref moment);
    }
}
