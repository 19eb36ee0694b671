namespace LossDsl;

/// <summary>The coefficient of a divergence that holds it near a target (arXiv:1909.08593).</summary>
/// <param name="Coefficient">The coefficient now.</param>
/// <param name="Target">The divergence to hold, in nats a token.</param>
/// <param name="Horizon">Over how many answers it adapts.</param>
public sealed record AdaptiveKl(double Coefficient, double Target, double Horizon)
{
    /// <summary>The controller after a step: <c>β (1 + clip(current / target - 1, ±0.2) n / horizon)</c>.</summary>
    /// <param name="divergence">The mean divergence of the step.</param>
    /// <param name="answers">How many answers it had.</param>
    public AdaptiveKl Update(double divergence, long answers)
    {
        const double Most = 0.2;
        var error = Math.Clamp(divergence / Target - 1, -Most, Most);
        return this with { Coefficient = Coefficient * (1 + error * answers / Horizon) };
    }
}
