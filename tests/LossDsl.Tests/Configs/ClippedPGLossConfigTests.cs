namespace LossDsl.Tests.Configs;

public sealed class ClippedPGLossConfigTests
{
    private const string Valid =
        """
        {
          "reference_policy_kl_penalty": 0.01,
          "ratio_clip_min": 0.2,
          "ratio_clip_max": 0.28,
          "ratio_clip_c": null,
          "use_on_policy_kl_approximation": false,
          "use_importance_sampling_correction": true,
          "token_level_loss": true
        }
        """;

    [Fact]
    public void Reads_json_with_the_keys_of_the_reference()
    {
        var config = ClippedPGLossConfig.FromJson(Valid);

        Assert.Equal(0.28, config.RatioClipMax);
        Assert.Null(config.RatioClipC);
        Assert.True(config.UseImportanceSamplingCorrection);
        Assert.False(config.DisablePpoRatio);
    }

    [Fact]
    public void Whole_numbers_are_numbers() =>
        Assert.Equal(3, ClippedPGLossConfig.FromJson(Valid.Replace("null", "3")).RatioClipC);

    [Theory]
    [InlineData("\"ratio_clip_max\": 0.28", "\"ratio_clip_mx\": 0.28", "grpo.json(4,3): ratio_clip_mx is not a key of ClippedPGLossConfig; did you mean 'ratio_clip_max'?")]
    [InlineData("\"ratio_clip_max\": 0.28", "\"ratio_clip_mx\": 0.28", "ratio_clip_max is missing; it is required")]
    [InlineData("null", "0.9", "grpo.json(5,3): ratio_clip_c is 0.9; it must be greater than 1")]
    [InlineData("null", "\"3\"", "grpo.json(5,3): ratio_clip_c is \"3\"; it must be a number or null")]
    [InlineData("\"ratio_clip_min\": 0.2", "\"ratio_clip_min\": null", "grpo.json(3,3): ratio_clip_min is null; it must be a number")]
    [InlineData("\"ratio_clip_min\": 0.2", "\"ratio_clip_min\": 1.5", "grpo.json(3,3): ratio_clip_min is 1.5; it must be between 0 and 1")]
    [InlineData("\"ratio_clip_min\": 0.2", "\"ratio_clip_max\": 0.2", "grpo.json(4,3): ratio_clip_max is specified twice; first on line 3")]
    [InlineData("true\n}", "1\n}", "grpo.json(8,3): token_level_loss is 1; it must be true or false")]
    [InlineData("true\n}", "[true]\n}", "grpo.json(8,3): token_level_loss is a list; it must be true or false")]
    [InlineData("{", "[", "must be a JSON object")]
    [InlineData("0.28,", "0.28", "is not JSON")]
    public void What_is_wrong_is_said_with_its_place(string valid, string wrong, string message)
    {
        var exception = Assert.Throws<LossConfigException>(
            () => ClippedPGLossConfig.FromJson(Valid.Replace(valid, wrong), "grpo.json"));

        Assert.Contains(message, exception.Message);
    }

    [Fact]
    public void Every_violation_is_in_one_exception()
    {
        var config = ClippedPGLossConfig.FromJson(Valid) with { RatioClipC = 1, RatioClipMin = -0.1, ReferencePolicyKlPenalty = double.NaN };

        var exception = Assert.Throws<LossConfigException>(() => new ClippedPGLossFn(config));

        Assert.Equal(
            """
            ClippedPGLossConfig is not valid (3 violations)
              ReferencePolicyKlPenalty is NaN; it must be a number
              RatioClipMin is -0.1; it must be between 0 and 1
              RatioClipC is 1; it must be greater than 1
            """,
            exception.Message);
    }

    // Settings of another release, which are similar to existing ones.
    [Fact]
    public void A_key_that_is_there_already_is_not_suggested()
    {
        const string File = """
            token_level_losss: false
            reference_policy_kl_penalty: 0.01
            ratio_clip_min: 0.2
            ratio_clip_mx: 0.28
            ratio_clip_c: null
            use_on_policy_kl_approximation: false
            use_importance_sampling_correction: true
            token_level_loss: true
            """;
        var error = Assert.Throws<LossConfigException>(() => ClippedPGLossConfig.FromYaml(File));
        Assert.Equal(
            [
                "token_level_losss is not a key of ClippedPGLossConfig",
                "ratio_clip_max is missing; it is required",
                "ratio_clip_mx is not a key of ClippedPGLossConfig; did you mean 'ratio_clip_max'?",
            ],
            error.Violations.Select(violation => $"{violation.Key} {violation.Problem}").Order(StringComparer.Ordinal).OrderBy(text => text.Contains("losss") ? 0 : 1));
    }
}
