using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Losses;

/// <summary><see cref="ClippedPGLossFn"/>.</summary>
internal sealed class ClippedPGUnderTest() : TypedLoss<ClippedPGLossDataDict, ClippedPGMetrics>("ClippedPGLossFn")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> ConfigKeys { get; } = KeysOf<ClippedPGLossConfig>();

    /// <inheritdoc/>
    protected override ILossFunction<ClippedPGLossDataDict, ClippedPGMetrics> Make(GoldenCase golden) =>
        new ClippedPGLossFn(ClippedPGLossConfig.FromJson(golden.Root["config"].Text));
}
