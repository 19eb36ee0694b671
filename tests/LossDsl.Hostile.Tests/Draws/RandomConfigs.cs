namespace LossDsl.Hostile.Tests.Draws;

/// <summary>Draws configs with ordinary values, boundary values and illegal values.</summary>
/// <param name="random">The random generator.</param>
internal sealed class RandomConfigs(Random random)
{
    // The probability that a number is unusual.
    private readonly double _oddness = random.Next(4) == 0 ? 0.15 : 0;

    private static readonly double[] Legal = [0, 0.01, 0.1, 0.2, 0.28, 0.5, 1, 1.5, 3, 10];

    // Legal or not, depending on the setting: numbers beyond every bound, and numbers that float32 cannot represent.
    private static readonly double[] Odd =
    [
        -0.0, double.Epsilon, 1e-300, 1e-30, 1 - 1e-12, 1 + 1e-12, 1e12, 1e30, 1e300, double.MaxValue, -1e-300, -1, -1e300,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    /// <summary>Generates a config of the clipped policy loss. Half of them have only the settings with a formula of their own here.</summary>
    public ClippedPGLossConfig Policy() => Bool()
        ? new SchemaSettings<ClippedPGLossConfig>(ClippedPGLossConfig.Schema, random, Number).Draw(isLegal: random.Next(8) > 0)
        : Older();

    /// <summary>Generates a config of the general policy loss.</summary>
    /// <remarks>Without an entropy bonus, which needs logits: EntropyOutputTests and PolicyGradientFormulaTests test it.</remarks>
    public PolicyGradientLossConfig General() =>
        new SchemaSettings<PolicyGradientLossConfig>(PolicyGradientLossConfig.Schema, random, Number).Draw(isLegal: random.Next(8) > 0) with
        {
            EntropyCoefficient = null,
            UseEntropyWeights = false,
        };

    private ClippedPGLossConfig Older() => new()
    {
        ReferencePolicyKlPenalty = random.NextDouble() < 0.3 ? 0 : Number(),
        RatioClipMin = Math.Min(Number(), random.NextDouble() < _oddness ? double.PositiveInfinity : 1),
        RatioClipMax = Number(),
        RatioClipC = Bool() ? null : 1 + Number(),
        UseOnPolicyKlApproximation = Bool(),
        UseKlScoreFunctionGradient = Bool(),
        UseImportanceSamplingCorrection = Bool(),
        TokenLevelLoss = Bool(),
        DisablePpoRatio = random.Next(4) == 0,
    };

    /// <summary>Draws settings of DPO.</summary>
    public DPOLossConfig Dpo() => new()
    {
        ReferencePolicyKlPenalty = Number(),
        PreferenceLossWeight = Number(),
        SftLossWeight = Bool() ? 0 : Number(),
        PreferenceAverageLogProbs = Bool(),
        SftAverageLogProbs = Bool(),
    };

    private double Number() => random.NextDouble() < _oddness
        ? Odd[random.Next(Odd.Length)]
        : Legal[random.Next(Legal.Length)];

    private bool Bool() => random.Next(2) == 0;
}
