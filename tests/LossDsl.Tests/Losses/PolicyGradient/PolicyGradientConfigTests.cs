namespace LossDsl.Tests.Losses.PolicyGradient;

/// <summary>Meaningless combinations of settings are refused by the constructor, with an explanation.</summary>
public sealed class PolicyGradientConfigTests
{
    public static TheoryData<string, string> Wrong() => new()
    {
        { """{"objective": "sapo", "ratio_upper_bound": 1.3}""", "ratio_upper_bound is 1.3; it must be null when objective is sapo" },
        { """{"objective": "cispo", "dual_clip": 3}""", "dual_clip is 3; it must be null when objective is not ppo_clip, and that is cispo" },
        { """{"sapo_temperature_positive": 1}""", "sapo_temperature_positive is 1; it must be null when objective is not sapo, and that is ppo_clip" },
        { """{"objective": "gmpo", "ratio_level": "sequence"}""", "ratio_level is sequence; it must be null when objective is gmpo" },
        { """{"objective": "trust_region"}""", "trust_region is null; it must not be null when objective is trust_region" },
        { """{"mask_clipped_tokens": true}""", "mask_clipped_tokens is true; it must not be true when objective is not cispo, and that is ppo_clip" },
        { """{"reduction": "constant"}""", "reduction_length is null; it must not be null when reduction is constant" },
        { """{"correction_upper_bound": 2}""", "correction_upper_bound is 2; that requires correction_level not to be null, but it is null" },
        { """{"rejection_statistic": "k3"}""", "rejection_upper_bound is null; it must not be null when rejection_statistic is not null, and that is k3" },
        { """{"correction_level": "sequence_maximum"}""", "correction_level is sequence_maximum; it must be one of token, sequence, sequence_mean" },
        { """{"dual_clip": 1}""", "dual_clip is 1; it must be greater than 1" },
        { """{"entropy_coefficient": -0.1}""", "entropy_coefficient is -0.1; it must be" },
        { """{"use_entropy_weights": true}""", "use_entropy_weights is true; that requires entropy_coefficient not to be null, but it is null" },
        { """{"entropy_coefficient": 0, "use_entropy_weights": true}""", "use_entropy_weights is true; it must not be true when entropy_coefficient is 0" },
        { """{"kl_type": "k3"}""", "kl_type is not a key of PolicyGradientLossConfig" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_means_nothing_is_refused(string json, string message)
    {
        var error = Assert.Throws<LossConfigException>(() => PolicyGradientLossConfig.FromJson(json));
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void A_tensor_that_the_formula_reads_must_be_there()
    {
        using var scope = NewDisposeScope();
        var batch = Batch.PolicyGradient(2, 4);
        batch.Remove("generation_logprobs");
        var loss = new PolicyGradientLoss(new PolicyGradientLossConfig { CorrectionLevel = CorrectionLevel.Token });
        var error = Assert.ThrowsAny<ArgumentException>(() => loss.Compute(Batch.Logits(2, 4), batch, GlobalNormalization.FromBatch(batch)));
        Assert.Contains("generation_logprobs", error.Message);
        Assert.NotNull(new PolicyGradientLoss(new PolicyGradientLossConfig()).Compute(Batch.Logits(2, 4), batch, GlobalNormalization.FromBatch(batch)).Loss);
    }
}
