using System.Numerics;
using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>The kernel over the loops for whole vectors and those for what is left.</summary>
/// <typeparam name="TWide">The loops for whole vectors.</typeparam>
/// <typeparam name="TOne">The loops for single elements.</typeparam>
/// <typeparam name="N">A logit.</typeparam>
internal sealed unsafe class SoftcapKernel<TWide, TOne, N> : SoftcapKernel
    where TWide : ISoftcapPasses
    where TOne : ISoftcapPasses
    where N : unmanaged, INumber<N>
{
    public override void Overwrite(byte* row, long n, SoftcapCurve curve)
    {
        var done = TWide.Overwrite(row, n, curve);
        TOne.Overwrite(row + done * sizeof(N), n - done, curve);
    }

    public override void Gradient(byte* row, byte* into, long n, long target, double logSumExp, double g, SoftcapCurve curve)
    {
        if (g == 0)
        {
            NativeMemory.Clear(into, (nuint)(n * sizeof(N)));
            return;
        }

        var logit = target < 0 ? 0 : double.CreateTruncating(((N*)row)[target]);
        var done = TWide.Reaches(logSumExp) ? TWide.Gradient(row, into, n, logSumExp, -g, curve) : 0;
        TOne.Gradient(row + done * sizeof(N), into + done * sizeof(N), n - done, logSumExp, -g, curve);
        if (target >= 0)
            ((N*)into)[target] = N.CreateTruncating((g - g * Math.Exp(logit - logSumExp)) * curve.SlopeAt(logit));
    }
}
