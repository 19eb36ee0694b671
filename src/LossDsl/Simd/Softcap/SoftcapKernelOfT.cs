using System.Numerics;
using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>Combines the loops over whole vectors with the loops over the remaining elements.</summary>
/// <typeparam name="TVectorLoops">The loops over whole vectors.</typeparam>
/// <typeparam name="TScalarLoops">The loops over single elements.</typeparam>
/// <typeparam name="TNumber">The type of a logit.</typeparam>
internal sealed unsafe class SoftcapKernel<TVectorLoops, TScalarLoops, TNumber> : SoftcapKernel
    where TVectorLoops : ISoftcapLoops
    where TScalarLoops : ISoftcapLoops
    where TNumber : unmanaged, INumber<TNumber>
{
    public override void ApplyInPlace(byte* row, long n, SoftcapCurve curve)
    {
        var done = TVectorLoops.ApplyInPlace(row, n, curve);
        TScalarLoops.ApplyInPlace(row + done * sizeof(TNumber), n - done, curve);
    }

    public override void Gradient(byte* row, byte* into, long n, long target, double logSumExp, double g, SoftcapCurve curve)
    {
        if (g == 0)
        {
            NativeMemory.Clear(into, (nuint)(n * sizeof(TNumber)));
            return;
        }

        var logit = target < 0 ? 0 : double.CreateTruncating(((TNumber*)row)[target]);
        var done = TVectorLoops.Supports(logSumExp) ? TVectorLoops.Gradient(row, into, n, logSumExp, -g, curve) : 0;
        TScalarLoops.Gradient(row + done * sizeof(TNumber), into + done * sizeof(TNumber), n - done, logSumExp, -g, curve);
        if (target >= 0)
            ((TNumber*)into)[target] = TNumber.CreateTruncating((g - g * Math.Exp(logit - logSumExp)) * curve.DerivativeAt(logit));
    }

    public override void Gradient(
        byte* row, byte* into, long n, long target, RowEntropy entropy, (double Logprob, double Entropy) g, SoftcapCurve curve)
    {
        if (g.Entropy == 0)
        {
            Gradient(row, into, n, target, entropy.LogSumExp, g.Logprob, curve);
            return;
        }

        var logit = target < 0 ? 0 : double.CreateTruncating(((TNumber*)row)[target]);
        var (reference, center, constant, slope) = (entropy.LogSumExp, entropy.Center, entropy.Constant(g), -g.Entropy);
        var done = TVectorLoops.Supports(reference)
            ? TVectorLoops.GradientTimesLine(row, into, n, reference, center, constant, slope, curve)
            : 0;
        TScalarLoops.GradientTimesLine(
            row + done * sizeof(TNumber), into + done * sizeof(TNumber), n - done, reference, center, constant, slope, curve);
        if (target >= 0)
            ((TNumber*)into)[target] = TNumber.CreateTruncating(entropy.AtTarget(logit, g) * curve.DerivativeAt(logit));
    }
}
