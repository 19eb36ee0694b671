namespace LossDsl;

/// <summary>Prefers the chosen of two rows by the rewards that a model gives them: reward modelling.</summary>
/// <remarks>
/// <code>
/// L = - mean over pairs of log sigmoid(chosen - rejected)
/// </code>
/// Rewards of shape <c>[2*P]</c> or <c>[2*P, 1]</c>. Source: NeMo-RL,
/// <c>nemo_rl.algorithms.loss_functions.PreferenceLoss</c>. Only <c>global_valid_seqs</c> is needed.
/// </remarks>
public sealed class PreferenceLoss()
    : LossFunction<PreferenceLossDataDict, PreferenceMetrics>(
        TensorField.CreateInput("rewards", "2*P", DType.Float) with { AllowsTrailingOne = true })
{
    /// <inheritdoc/>
    protected override (Tensor Loss, PreferenceMetrics Metrics) ComputeLoss(
        ModelOutput output, PreferenceLossDataDict data, GlobalNormalization totals)
    {
        var rewards = output.GetRewards().to(Precision.Resolve(output));
        var terms = PreferenceTerms.Of(rewards, data.SampleMask, totals.RequireSequences(nameof(PreferenceLoss)));
        return (terms.Loss, new PreferenceMetrics
        {
            Loss = terms.Loss,
            Accuracy = terms.Accuracy,
            RewardsChosenMean = terms.RewardsChosenMean,
            RewardsRejectedMean = terms.RewardsRejectedMean,
            NumValidSamples = PreferenceTerms.WholePairs(data.SampleMask).to(rewards.dtype).sum() / 2,
        });
    }
}
