namespace LossDsl.Tests.Shared;

/// <summary><see cref="PreferenceLoss"/> with a β: <c>PreferenceLoss._preference_loss</c> of the reference.</summary>
/// <param name="beta">β.</param>
internal sealed class ScaledPreference(double beta) : SequenceLoss<PreferenceLossDataDict, PreferenceMetrics>(
    (reward, row, metrics) => PreferenceLoss.Pair(reward, row, metrics, beta), LossInput.Rewards)
{
    /// <summary>A batch in which only the mask matters.</summary>
    /// <param name="sampleMask">The valid rows. Shape <c>[2*P]</c>.</param>
    public static PreferenceLossDataDict Batch(Tensor sampleMask) => new()
    {
        InputIds = zeros([sampleMask.size(0), 1], dtype: int64),
        TokenMask = ones([sampleMask.size(0), 1]),
        SampleMask = sampleMask,
    };
}
