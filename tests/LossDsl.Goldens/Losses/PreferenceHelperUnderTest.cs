using LossDsl.Goldens.Files;
using LossDsl.Tests.Shared;

namespace LossDsl.Goldens.Losses;

/// <summary>
/// <see cref="PreferenceLoss.Pair"/>. In the reference it is a method of the preference loss, with β and without a batch.
/// </summary>
internal sealed class PreferenceHelperUnderTest() : LossUnderTest("PreferenceLoss._preference_loss", "rewards")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> CallKeys { get; } = ["beta"];

    /// <inheritdoc/>
    public override Func<CallInputs, Computed> Construct(GoldenCase golden)
    {
        var loss = new ScaledPreference(golden.FindCallArgument("beta")?.Number() ?? 1);
        return inputs =>
        {
            var result = loss.Compute(inputs.Output, ScaledPreference.Batch(inputs.Data.GetTensor("sample_mask")), inputs.Totals);
            var metrics = result.Metrics.Read();
            // The reference returns four terms; the first one is the loss.
            var terms = new[]
            {
                PreferenceMetrics.Keys.Loss, PreferenceMetrics.Keys.Accuracy, PreferenceMetrics.Keys.RewardsChosenMean,
                PreferenceMetrics.Keys.RewardsRejectedMean,
            };
            return new Computed(result.Loss, terms.ToDictionary(term => term, term => TensorData.Scalar(metrics[term])));
        };
    }
}
