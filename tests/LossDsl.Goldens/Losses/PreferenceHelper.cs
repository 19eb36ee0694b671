using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Losses;

/// <summary><see cref="PreferenceTerms"/>, a method of the preference loss in the reference: it has a β and no batch.</summary>
internal sealed class PreferenceHelper() : LossUnderTest("PreferenceLoss._preference_loss", "rewards")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> CallKeys { get; } = ["beta"];

    /// <inheritdoc/>
    public override Func<CallInputs, Computed> Construct(GoldenCase golden)
    {
        var beta = golden.Call("beta")?.Number() ?? 1;
        return inputs =>
        {
            var terms = PreferenceTerms.Of(
                inputs.Output, inputs.Data.Tensor("sample_mask"), inputs.Totals.ValidSequences!, beta);
            return new Computed(terms.Loss, new Dictionary<string, Numbers>
            {
                [PreferenceMetrics.Keys.Loss] = Numbers.Of(terms.Loss),
                [PreferenceMetrics.Keys.Accuracy] = Numbers.Of(terms.Accuracy),
                [PreferenceMetrics.Keys.RewardsChosenMean] = Numbers.Of(terms.RewardsChosenMean),
                [PreferenceMetrics.Keys.RewardsRejectedMean] = Numbers.Of(terms.RewardsRejectedMean),
            });
        };
    }
}
