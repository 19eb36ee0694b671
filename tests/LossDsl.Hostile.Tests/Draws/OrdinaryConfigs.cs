namespace LossDsl.Hostile.Tests.Draws;

/// <summary>Configs without unusual values.</summary>
internal static class OrdinaryConfigs
{
    public static ClippedPGLossConfig Policy { get; } = new()
    {
        ReferencePolicyKlPenalty = 0,
        RatioClipMin = 0.2,
        RatioClipMax = 0.28,
        RatioClipC = null,
        UseOnPolicyKlApproximation = false,
        UseImportanceSamplingCorrection = false,
        TokenLevelLoss = true,
    };

    public static PolicyGradientLossConfig General { get; } = new();

    public static DPOLossConfig Dpo { get; } = new()
    {
        ReferencePolicyKlPenalty = 0.5,
        PreferenceLossWeight = 1,
        SftLossWeight = 0,
        PreferenceAverageLogProbs = false,
        SftAverageLogProbs = false,
    };
}
