namespace LossDsl;

/// <summary>The coefficients of the gradient of a row's entropy.</summary>
/// <remarks>
/// <code>
/// dx[j] = p * (Constant + Slope * (x[j] - Center)) + g_y * (j == target)          p = exp(x[j] - lse)
/// Slope = -g_H        Constant = -g_y - g_H * (H + Center - lse)
/// </code>
/// <c>Center</c> is the log-sum-exp rounded to float32, so that <c>x - Center</c> loses nothing at logits of 1e4.
/// </remarks>
/// <param name="LogSumExp">The log-sum-exp of the whole row.</param>
/// <param name="Entropy">The entropy of the whole row.</param>
internal readonly record struct RowEntropy(double LogSumExp, double Entropy)
{
    /// <summary>The value that is subtracted from the logits.</summary>
    public double Center => float.IsFinite((float)LogSumExp) ? (float)LogSumExp : LogSumExp;

    /// <summary>The factor of the probability where a logit equals <see cref="Center"/>.</summary>
    public double Constant((double Logprob, double Entropy) g) => -g.Logprob - g.Entropy * (Entropy + Center - LogSumExp);

    /// <summary>The gradient at the target.</summary>
    public double AtTarget(double logit, (double Logprob, double Entropy) g)
    {
        var logprob = Math.Max(logit - LogSumExp, ISoftmaxLoops.LeastDifference);
        return g.Logprob - Math.Exp(logit - LogSumExp) * (g.Logprob + g.Entropy * (logprob + Entropy));
    }
}
