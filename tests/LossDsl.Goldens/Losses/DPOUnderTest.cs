using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Losses;

/// <summary><see cref="DPOLossFn"/>.</summary>
internal sealed class DPOUnderTest() : TypedLoss<DPOLossDataDict, DPOMetrics>("DPOLossFn")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> ConfigKeys { get; } = KeysOf<DPOLossConfig>();

    /// <inheritdoc/>
    protected override ILossFunction<DPOLossDataDict, DPOMetrics> Make(GoldenCase golden) =>
        new DPOLossFn(DPOLossConfig.FromJson(golden.Root["config"].Text));
}
