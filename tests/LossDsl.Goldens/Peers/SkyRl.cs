namespace LossDsl.Goldens.Peers;

/// <summary>SkyRL's policy losses: plain sums, since its advantages include the reduction.</summary>
internal static class SkyRl
{
    private const double Clamp = 20;

    /// <summary>Computes a case by its <c>policy_loss_type</c>.</summary>
    public static PeerOutcome Compute(PeerCase peer, string type)
    {
        var options = peer.Options();
        var y = peer.Leaf("log_probs");
        var (old, rollout) = (peer.GetTensor("old_log_probs"), peer.Find("rollout_logprobs"));
        var call = new PolicyCall(y, peer.Float("loss_mask"), peer.GetTensor("advantages")) { Previous = old, Rollout = rollout };
        var own = call.Mask.sum().ToDouble();
        var config = Config(options, type, rollout is not null) with { Reduction = PolicyReduction.TokenSum };
        if (type == "cross_entropy")
            call = call with { Advantages = ones_like(y).detach() };
        if (type == "kl_cov")
        {
            call = call with
            {
                CovarianceTokens = CovarianceSelection.SelectGreatest(
                    call.Advantages, y, call.Mask, options.Section("kl_cov")!.Number("kl_cov_frac", 0.2)),
            };
        }

        // The clip metrics are those of all tokens, before any are masked.
        var (_, metrics) = call.Compute(config);
        if (rollout is not null && options.Section("off_policy_correction") is { } correction)
            call = Corrected(call, correction);
        var (loss, _) = call.Compute(config);
        var outcome = new PeerOutcome { Loss = loss, Leaves = { ["log_probs"] = [y] } };
        if (type is not ("dppo" or "importance_sampling") && own > 0)
            outcome.Metrics["clip_ratio"] = type is "sapo" or "cross_entropy" or "kl_cov" ? 0 : metrics["clip_fraction"];
        if (type == "importance_sampling")
            outcome.Metrics["importance_ratio"] = metrics["probs_ratio"];
        return outcome;
    }

    private static PolicyGradientLossConfig Config(PeerOptions options, string type, bool hasRollout)
    {
        var (low, high) = (options.Number("eps_clip_low", 0.2), options.Number("eps_clip_high", 0.2));
        var clipped = new PolicyGradientLossConfig { RatioLowerBound = 1 - low, RatioUpperBound = 1 + high, LogRatioClamp = Clamp };
        switch (type)
        {
            case "dual_clip":
                return clipped with { DualClip = options.Number("clip_ratio_c", 3) };
            case "gspo":
                return clipped with { RatioLevel = RatioLevel.SequenceTokenGradient, LogRatioClamp = 10 };
            case "rollout_is":
                return clipped with { Objective = PolicyObjective.CalibratedImportance, RatioDenominator = RatioDenominator.RolloutPolicy };
            case "importance_sampling":
                return new() { RatioLowerBound = 0, RatioUpperBound = double.PositiveInfinity };
            case "cross_entropy":
                return new() { Objective = PolicyObjective.Reinforce };
            case "kl_cov":
                return new() { Objective = PolicyObjective.KlCov, CovariancePenalty = options.Section("kl_cov")!.Number("ppo_kl_coef", 1) };
            case "sapo":
                var sapo = options.Section("sapo")!;
                return new()
                {
                    Objective = PolicyObjective.Sapo,
                    SapoTemperaturePositive = sapo.Number("tau_pos", 1),
                    SapoTemperatureNegative = sapo.Number("tau_neg", 1.05),
                    LogRatioClamp = Clamp,
                };
            case "cispo":
                var cispo = options.Section("cispo")!;
                return new()
                {
                    Objective = PolicyObjective.Cispo,
                    RatioLowerBound = 1 - cispo.Number("cispo_eps_clip_low", 1),
                    RatioUpperBound = 1 + cispo.Number("cispo_eps_clip_high", 4),
                    RatioDenominator = cispo.Text("cispo_anchor") == "rollout" ? RatioDenominator.RolloutPolicy : RatioDenominator.PreviousPolicy,
                    LogRatioClamp = Clamp,
                };
            case "dppo":
                var dppo = options.Section("dppo")!;
                return new()
                {
                    Objective = PolicyObjective.TrustRegion,
                    TrustRegion = dppo.Text("dppo_type") == "binary_kl" ? TrustRegion.Divergence : TrustRegion.TotalVariation,
                    TrustRegionLower = dppo.Number("delta_low", 0.2),
                    TrustRegionUpper = dppo.Number("delta_high", 0.2),
                    RatioDenominator = hasRollout ? RatioDenominator.RolloutPolicy : RatioDenominator.PreviousPolicy,
                    LogRatioClamp = Clamp,
                };
            default:
                return clipped;
        }
    }

    // Each step applies to the tokens that the previous step has kept.
    private static PolicyCall Corrected(PolicyCall call, PeerOptions options)
    {
        var mask = call.Mask;
        var weights = ones_like(mask);
        if (options.Number("outlier_token_is_threshold_low") is not null || options.Number("outlier_token_is_threshold_high") is not null)
        {
            Drop(new()
            {
                VetoLowerBound = options.Number("outlier_token_is_threshold_low"),
                VetoUpperBound = options.Number("outlier_token_is_threshold_high"),
            });
        }

        if (options.Number("token_mask_is_threshold_low") is { } least && options.Number("token_mask_is_threshold_high") is { } most)
            Drop(new() { RejectionStatistic = RejectionStatistic.Ratio, RejectionLowerBound = least, RejectionUpperBound = most });
        if (options.Text("tis_ratio_type") is { } type)
        {
            weights = Corrected(new()
            {
                CorrectionLevel = type == "token" ? CorrectionLevel.Token : CorrectionLevel.Sequence,
                CorrectionUpperBound = type == "token" ? options.Number("token_tis_ratio_clip_high", 2) : options.Number("sequence_tis_ratio_clip_high", 5),
            }).Weights;
        }

        if (options.Text("sequence_mask_metric") is { } metric)
        {
            var isMean = metric == "geometric";
            Drop(new()
            {
                RejectionStatistic = RejectionStatistic.Ratio,
                RejectionLevel = isMean ? CorrectionLevel.SequenceMean : CorrectionLevel.Sequence,
                RejectionLowerBound = isMean ? options.Number("geo_mask_low", 0.99) : options.Number("product_mask_low", 0.5),
                RejectionUpperBound = isMean ? options.Number("geo_mask_high", 1.01) : options.Number("product_mask_high", 2),
            });
        }

        return call with { Mask = mask, Weights = weights };

        void Drop(RolloutCorrectionConfig config) => mask = Corrected(config).Mask;

        CorrectedTokens Corrected(RolloutCorrectionConfig config) =>
            RolloutCorrection.Compute(call.Previous!, call.Rollout!, mask, config with { LogRatioClamp = Clamp });
    }
}
