namespace LossDsl.Tests.Losses.PolicyGradient;

/// <summary>
/// The metrics and the loss against the documented formula, also at what is neither side of a bound: tokens whose policy has not
/// moved under bounds of 1, tokens without an advantage, answers without a reward.
/// </summary>
public sealed class PolicyGradientMetricsTests : IDisposable
{
    private const int Rows = 8;

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("""{"ratio_lower_bound": 1, "ratio_upper_bound": 1}""")]
    [InlineData("""{"dual_clip": 1.3, "ratio_level": "sequence"}""")]
    [InlineData("""{"ratio_level": "sequence_product", "log_ratio_clamp": 0.4, "log_ratio_penalty": 0.3}""")]
    [InlineData("""{"objective": "cispo", "ratio_lower_bound": 1, "ratio_upper_bound": 1}""")]
    [InlineData("""{"objective": "cispo", "ratio_lower_bound": 1, "ratio_upper_bound": 1, "mask_clipped_tokens": true}""")]
    [InlineData("""{"objective": "cispo", "mask_clipped_tokens": true, "use_policy_weights": true}""")]
    [InlineData("""{"objective": "sapo", "ratio_level": "sequence_token_gradient"}""")]
    [InlineData("""{"objective": "gmpo", "ratio_lower_bound": 1, "ratio_upper_bound": 1}""")]
    [InlineData("""{"objective": "gmpo", "use_policy_weights": true, "correction_level": "token"}""")]
    [InlineData("""{"objective": "vespo", "correction_level": "sequence"}""")]
    [InlineData("""{"objective": "vespo", "vespo_k_positive": 1, "vespo_lambda_positive": 1.5, "vespo_k_negative": 0.5, "vespo_lambda_negative": 0.7}""")]
    [InlineData("""{"objective": "trust_region", "trust_region": "total_variation", "trust_region_lower": 0, "trust_region_upper": 0}""")]
    [InlineData("""{"objective": "trust_region", "trust_region": "symmetric", "trust_region_lower": 0, "trust_region_upper": 0}""")]
    [InlineData("""{"objective": "trust_region", "trust_region": "divergence", "trust_region_lower": 0.01, "trust_region_upper": 0.02}""")]
    [InlineData("""{"objective": "trust_region", "trust_region": "symmetric", "trust_region_ratio_cap": 1}""")]
    [InlineData("""{"objective": "topr"}""")]
    [InlineData("""{"objective": "topr", "topr_positive_weight": 0.3, "topr_negative_weight": 0.6}""")]
    [InlineData("""{"objective": "calibrated_importance", "ratio_lower_bound": 0.5, "ratio_upper_bound": 1}""")]
    [InlineData("""{"objective": "calibrated_importance", "ratio_lower_bound": 1, "ratio_upper_bound": 1.5}""")]
    [InlineData("""{"objective": "reinforce", "ratio_denominator": "rollout_policy"}""")]
    [InlineData("""{"objective": "reinforce", "ratio_denominator": "current_policy", "correction_level": "sequence_mean"}""")]
    [InlineData("""{"objective": "clip_cov", "ratio_lower_bound": 1, "ratio_upper_bound": 1}""")]
    [InlineData("""{"objective": "kl_cov", "covariance_penalty": 0.7}""")]
    [InlineData("""{"objective": "kl_cov"}""")]
    [InlineData("""{"correction_level": "token", "correction_lower_bound": 1, "correction_upper_bound": 1}""")]
    [InlineData("""{"correction_level": "token", "correction_bound": "mask", "correction_lower_bound": 1, "correction_upper_bound": 1.5}""")]
    [InlineData("""{"correction_level": "token", "correction_bound": "mask", "correction_upper_bound": 1}""")]
    [InlineData("""{"rejection_statistic": "k1", "rejection_upper_bound": 0}""")]
    [InlineData("""{"rejection_statistic": "k1", "rejection_upper_bound": 0.4, "rejection_lower_bound": 0}""")]
    [InlineData("""{"rejection_statistic": "k2", "rejection_upper_bound": 0, "rejection_level": "sequence_maximum"}""")]
    [InlineData("""{"rejection_statistic": "k1", "rejection_upper_bound": 0.5, "rejection_lower_bound": 0, "rejection_level": "sequence_maximum"}""")]
    [InlineData("""{"rejection_statistic": "k3", "rejection_upper_bound": 0.05, "rejection_level": "sequence_mean"}""")]
    [InlineData("""{"rejection_statistic": "ratio", "rejection_upper_bound": 1, "rejection_level": "sequence", "correction_level": "sequence"}""")]
    [InlineData("""{"veto_lower_bound": 1}""")]
    [InlineData("""{"veto_upper_bound": 1}""")]
    [InlineData("""{"off_policy_mask": 0}""")]
    [InlineData("""{"off_policy_mask": 0.05, "off_policy_mask_uses_rollout": true}""")]
    [InlineData("""{"reference_policy_kl_penalty": 0.5, "kl_input_clamp_value": 0.2, "reference_policy_kl_type": "absolute"}""")]
    [InlineData("""{"reference_policy_kl_penalty": 0.5, "kl_output_clamp_value": 0.1, "kl_weight": "policy_ratio"}""")]
    [InlineData("""{"reference_policy_kl_penalty": 0.5, "kl_weight": "rollout_policy", "positive_example_nll_weight": 0.5}""")]
    [InlineData("""{"reduction": "sequence_mean_of_token_means", "reference_policy_kl_penalty": 0.5, "positive_example_nll_weight": 0.5}""")]
    [InlineData("""{"reduction": "constant", "reduction_length": 5, "reference_policy_kl_penalty": 0.5, "positive_example_nll_weight": 0.5}""")]
    [InlineData("""{"reduction": "prompt_mean", "reference_policy_kl_penalty": 0.5, "positive_example_nll_weight": 0.5}""")]
    public void Metrics_are_those_of_the_documented_formula(string json)
    {
        var config = PolicyGradientLossConfig.FromJson(json);
        var random = new Random(11);
        var rows = Enumerable.Range(0, Rows).Select(number => Row(random, hasMoved: number > 1)).ToArray();
        var (tokens, sequences) = (rows.Sum(row => row.Sample * row.Mask.Sum()), rows.Sum(row => row.Sample));
        var parts = rows.Select(row => row.Metrics(config, tokens, sequences)).ToArray();
        foreach (var width in new int?[] { RowKernelFactory.MaxVectorBits, null })
        {
            var computed = PolicyGradientFormulaTests.Evaluate(config, rows, width);
            var metrics = new PackedMetrics<PolicyGradientMetrics>(computed.Metrics).Read();
            Assert.Equal(parts.Sum(part => part["loss"]), computed.Loss.ToDouble(), 1e-9);
            foreach (var key in parts[0].Keys)
            {
                var expected = parts.Sum(part => part[key]);
                Assert.True(Math.Abs(expected - metrics[key]) < 1e-9, $"{key} is {metrics[key]}, expected {expected}");
            }
        }
    }

    // Only beyond a bound the ratio is held, so that the first step of a policy, whose ratios are all 1, has a gradient.
    [Theory]
    [InlineData("""{"ratio_lower_bound": 1, "ratio_upper_bound": 1}""")]
    [InlineData("""{"objective": "clip_cov", "ratio_lower_bound": 1, "ratio_upper_bound": 1}""")]
    [InlineData("""{"objective": "cispo", "ratio_lower_bound": 1, "ratio_upper_bound": 1, "mask_clipped_tokens": true}""")]
    public void At_a_bound_itself_a_token_has_its_gradient(string json)
    {
        var random = new Random(12);
        var row = Row(random, hasMoved: false);
        row = row with { CovarianceTokens = new double[row.Y.Length] };
        var tokens = row.Sample * row.Mask.Sum();
        foreach (var width in new int?[] { RowKernelFactory.MaxVectorBits, null })
        {
            var gradient = PolicyGradientFormulaTests
                .Evaluate(PolicyGradientLossConfig.FromJson(json), [row], width).Gradient.contiguous().data<double>().ToArray();
            for (var t = 0; t < gradient.Length; t++)
                Assert.Equal(-row.Advantages[t] * row.Mask[t] * row.Sample / (tokens + 1e-8), gradient[t], 1e-9);
        }
    }

    // Of a row that has not moved all policies are the same: every ratio is 1 and every log-ratio 0.
    private static PolicyRow Row(Random random, bool hasMoved)
    {
        var row = PolicyGradientFormulaTests.Row(random);
        return row with
        {
            Advantages = [.. row.Advantages.Select(advantage => random.Next(3) == 0 ? 0 : advantage)],
            Previous = Moved(row.Previous),
            Rollout = Moved(row.Rollout),
            Reference = Moved(row.Reference),
            Reward = random.Next(3) == 0 ? 0 : row.Reward,
        };

        double[] Moved(double[] other) => [.. other.Zip(row.Y, (value, y) => hasMoved && random.Next(3) != 0 ? value : y)];
    }
}
