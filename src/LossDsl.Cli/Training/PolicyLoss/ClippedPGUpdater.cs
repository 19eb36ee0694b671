namespace LossDsl.Cli.Training;

/// <summary>The default policy loss: <see cref="ClippedPGLossFn"/>.</summary>
internal sealed class ClippedPGUpdater : IPolicyUpdater
{
    private readonly ClippedPGLossFn _loss = new(new ClippedPGLossConfig
    {
        RatioClipMin = 0.2,
        RatioClipMax = 0.28,
        RatioClipC = null,
        ReferencePolicyKlPenalty = TrainDefaults.ReferencePolicyKlPenalty,
        TokenLevelLoss = true,
        UseOnPolicyKlApproximation = false,
        UseImportanceSamplingCorrection = false,
    });

    /// <inheritdoc/>
    public Dictionary<string, double>[] Update(
        Learner learner, BatchedDataDict<PolicyGradientLossDataDict> rollout, int rows, int microbatch) =>
        [.. new BatchedDataDict<ClippedPGLossDataDict>(rollout).Bind().Microbatches(rows)
            .Select(part => learner.Update(_loss, part, micro => micro.InputIds, microbatch))];
}
