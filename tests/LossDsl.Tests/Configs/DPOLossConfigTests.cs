namespace LossDsl.Tests.Configs;

public sealed class DPOLossConfigTests
{
    private static readonly DPOLossConfig Valid = new()
    {
        ReferencePolicyKlPenalty = 0.05,
        PreferenceLossWeight = 1,
        SftLossWeight = 0,
        PreferenceAverageLogProbs = false,
        SftAverageLogProbs = false,
    };

    [Fact]
    public void Reads_the_keys_of_the_reference_with_the_words_of_python() => Assert.Equal(
        Valid with { SftLossWeight = 0.1 },
        DPOLossConfig.FromYaml(
            """
            reference_policy_kl_penalty: 0.05
            preference_average_log_probs: False
            sft_average_log_probs: False
            preference_loss_weight: 1
            sft_loss_weight: 1e-1
            """));

    [Fact]
    public void Every_violation_is_in_one_exception()
    {
        var config = Valid with
        {
            ReferencePolicyKlPenalty = 2e12, PreferenceLossWeight = -1, SftLossWeight = double.NaN,
        };

        var exception = Assert.Throws<LossConfigException>(() => new DPOLossFn(config));

        Assert.Equal(
            """
            DPOLossConfig is not valid (3 violations)
              ReferencePolicyKlPenalty is 2000000000000; it must be between 0 and 1000000000000
              PreferenceLossWeight is -1; it must be between 0 and 1000000000000
              SftLossWeight is NaN; it must be a number
            """,
            exception.Message);
    }
}
