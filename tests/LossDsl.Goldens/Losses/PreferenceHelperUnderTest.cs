using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Losses;

/// <summary><see cref="PreferenceTerms"/>, a method of the preference loss in the reference: it has a β and no batch.</summary>
internal sealed class PreferenceHelperUnderTest() : LossUnderTest("PreferenceLoss._preference_loss", "rewards")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> CallKeys { get; } = ["beta"];

    /// <inheritdoc/>
    public override Func<CallInputs, Computed> Construct(GoldenCase golden)
    {
        var beta = golden.FindCallArgument("beta")?.Number() ?? 1;
        return inputs =>
        {
            var terms = PreferenceTerms.Of(
                inputs.Output, inputs.Data.GetTensor("sample_mask"), inputs.Totals.ValidSequences!, beta);
            return new Computed(terms.Loss, new Dictionary<string, TensorData>
            {
                [PreferenceMetrics.Keys.Loss] = TensorData.FromTensor(terms.Loss),
                [PreferenceMetrics.Keys.Accuracy] = TensorData.FromTensor(terms.Accuracy),
                [PreferenceMetrics.Keys.RewardsChosenMean] = TensorData.FromTensor(terms.RewardsChosenMean),
                [PreferenceMetrics.Keys.RewardsRejectedMean] = TensorData.FromTensor(terms.RewardsRejectedMean),
            });
        };
    }
}
