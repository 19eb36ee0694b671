namespace LossDsl;

/// <summary>
/// An adaptive coefficient of an entropy bonus that keeps the entropy near a target (Skywork-OR1, arXiv:2505.22312): the coefficient
/// rises by a step while the entropy is at most the target and falls while it is above.
/// </summary>
/// <param name="Coefficient">The current coefficient.</param>
/// <param name="Target">The target entropy, in nats per token; infinity for a bonus that is always active.</param>
/// <param name="Step">The change of the coefficient per step.</param>
/// <param name="Minimum">The minimum coefficient.</param>
/// <param name="Maximum">The maximum coefficient.</param>
public sealed record AdaptiveEntropy(double Coefficient, double Target, double Step = 0.005, double Minimum = 0, double Maximum = 1)
{
    /// <summary>The coefficient to use in a step: 0 while the entropy is above the target.</summary>
    /// <param name="lastEntropy">The mean entropy over all tokens of the last step, in nats; NaN before the first step.</param>
    public double Current(double lastEntropy) => lastEntropy > Target ? 0 : Coefficient;

    /// <summary>Returns the controller after one step.</summary>
    /// <param name="entropy">The mean entropy over all tokens of that step, in nats.</param>
    public AdaptiveEntropy Update(double entropy) => this with
    {
        Coefficient = entropy <= Target ? Math.Min(Coefficient + Step, Maximum) : Math.Max(Coefficient - Step, Minimum),
    };
}
