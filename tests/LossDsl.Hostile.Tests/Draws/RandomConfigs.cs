namespace LossDsl.Hostile.Tests.Draws;

/// <summary>Settings of all kinds: ordinary, at the edge of what is legal, and beyond.</summary>
/// <param name="random">Where the draws come from.</param>
internal sealed class RandomConfigs(Random random)
{
    private static readonly double[] Legal = [0, 0.01, 0.1, 0.2, 0.28, 0.5, 1, 1.5, 3, 10];

    // Legal or not as the setting has it: beyond every bound, and numbers that no float32 holds.
    private static readonly double[] Odd =
    [
        -0.0, double.Epsilon, 1e-300, 1e-30, 1 - 1e-12, 1 + 1e-12, 1e12, 1e30, 1e300, double.MaxValue, -1e-300, -1, -1e300,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    /// <summary>Draws settings of the policy loss.</summary>
    /// <param name="oddness">How likely each number is odd.</param>
    public ClippedPGLossConfig Policy(double oddness) => new()
    {
        ReferencePolicyKlPenalty = random.NextDouble() < 0.3 ? 0 : Number(oddness),
        RatioClipMin = Math.Min(Number(oddness), random.NextDouble() < oddness ? double.PositiveInfinity : 1),
        RatioClipMax = Number(oddness),
        RatioClipC = Bool() ? null : 1 + Number(oddness),
        UseOnPolicyKlApproximation = Bool(),
        UseKlScoreFunctionGradient = Bool(),
        UseImportanceSamplingCorrection = Bool(),
        TokenLevelLoss = Bool(),
        DisablePpoRatio = random.Next(4) == 0,
    };

    /// <summary>Draws settings of DPO.</summary>
    /// <param name="oddness">How likely each number is odd.</param>
    public DPOLossConfig Dpo(double oddness) => new()
    {
        ReferencePolicyKlPenalty = Number(oddness),
        PreferenceLossWeight = Number(oddness),
        SftLossWeight = Bool() ? 0 : Number(oddness),
        PreferenceAverageLogProbs = Bool(),
        SftAverageLogProbs = Bool(),
    };

    private double Number(double oddness) => random.NextDouble() < oddness
        ? Odd[random.Next(Odd.Length)]
        : Legal[random.Next(Legal.Length)];

    private bool Bool() => random.Next(2) == 0;
}
