namespace LossDsl;

/// <summary>
/// The coefficient of an entropy bonus that holds the entropy near a target (Skywork-OR1, arXiv:2505.22312): it rises by a step
/// while the entropy is at most the target and falls while it is above.
/// </summary>
/// <param name="Coefficient">The coefficient now.</param>
/// <param name="Target">The entropy to hold, in nats a token; infinity for a bonus that always acts.</param>
/// <param name="Step">By how much the coefficient moves in a step.</param>
/// <param name="Minimum">Its least value.</param>
/// <param name="Maximum">Its greatest value.</param>
public sealed record AdaptiveEntropy(double Coefficient, double Target, double Step = 0.005, double Minimum = 0, double Maximum = 1)
{
    /// <summary>The coefficient to use, given the mean entropy of the last step: none while that is above the target.</summary>
    /// <param name="lastEntropy">The mean entropy of all tokens of the last step; NaN before the first.</param>
    public double Current(double lastEntropy) => lastEntropy > Target ? 0 : Coefficient;

    /// <summary>The controller after a step.</summary>
    /// <param name="entropy">The mean entropy of all tokens of that step.</param>
    public AdaptiveEntropy Update(double entropy) => this with
    {
        Coefficient = entropy <= Target ? Math.Min(Coefficient + Step, Maximum) : Math.Max(Coefficient - Step, Minimum),
    };
}
