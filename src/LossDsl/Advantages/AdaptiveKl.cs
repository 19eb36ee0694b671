namespace LossDsl;

/// <summary>
/// An adaptive KL coefficient: adjusted after each step so that the KL divergence stays near a target (arXiv:1909.08593).
/// </summary>
/// <param name="Coefficient">The current coefficient β.</param>
/// <param name="Target">The target KL divergence, in nats per token.</param>
/// <param name="Horizon">The adaptation horizon, in responses: a larger value changes the coefficient more slowly.</param>
public sealed record AdaptiveKl(double Coefficient, double Target, double Horizon)
{
    /// <summary>Returns the controller after one step: <c>β (1 + clip(current / target - 1, ±0.2) n / horizon)</c>.</summary>
    /// <param name="divergence">The mean KL divergence of the step, in nats per token.</param>
    /// <param name="answers">The number of responses <c>n</c> in the step.</param>
    public AdaptiveKl Update(double divergence, long answers)
    {
        const double Most = 0.2;
        var error = Math.Clamp(divergence / Target - 1, -Most, Most);
        return this with { Coefficient = Coefficient * (1 + error * answers / Horizon) };
    }
}
