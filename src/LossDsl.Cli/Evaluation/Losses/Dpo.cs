using LossDsl.Cli.Evaluation.Golden;

namespace LossDsl.Cli.Evaluation.Losses;

/// <summary><see cref="DPOLossFn"/>.</summary>
internal sealed class Dpo() : TypedLoss<DPOLossDataDict, DPOMetrics>("DPOLossFn")
{
    /// <inheritdoc/>
    protected override ILossFunction<DPOLossDataDict, DPOMetrics> Make(GoldenCase golden) =>
        new DPOLossFn(DPOLossConfig.FromJson(golden.Root["config"].Text));
}
