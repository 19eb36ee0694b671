using LossDsl.Cli.Evaluation.Golden;

namespace LossDsl.Cli.Evaluation.Losses;

/// <summary><see cref="ClippedPGLossFn"/>.</summary>
internal sealed class ClippedPG() : TypedLoss<ClippedPGLossDataDict, ClippedPGMetrics>("ClippedPGLossFn")
{
    /// <inheritdoc/>
    protected override ILossFunction<ClippedPGLossDataDict, ClippedPGMetrics> Make(GoldenCase golden) =>
        new ClippedPGLossFn(ClippedPGLossConfig.FromJson(golden.Root["config"].Text));
}
