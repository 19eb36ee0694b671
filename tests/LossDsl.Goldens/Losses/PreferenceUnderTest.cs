using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Losses;

/// <summary><see cref="PreferenceLoss"/>.</summary>
internal sealed class PreferenceUnderTest() : TypedLoss<PreferenceLossDataDict, PreferenceMetrics>("PreferenceLoss", "rewards")
{
    /// <inheritdoc/>
    protected override ILossFunction<PreferenceLossDataDict, PreferenceMetrics> Make(GoldenCase golden) => new PreferenceLoss();
}
