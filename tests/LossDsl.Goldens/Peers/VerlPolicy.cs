namespace LossDsl.Goldens.Peers;

/// <summary>verl's policy losses.</summary>
internal static class VerlPolicy
{
    private const double Clamp = 20;

    /// <summary>Computes a case of a policy loss.</summary>
    /// <param name="peer">The case.</param>
    /// <param name="mode">The <c>loss_mode</c>.</param>
    public static PeerOutcome Compute(PeerCase peer, string mode)
    {
        var y = peer.Leaf("log_prob");
        var (mask, advantages) = (peer.Float("response_mask"), peer.GetTensor("advantages"));
        var call = new PolicyCall(y, mask, advantages)
        {
            Previous = peer.Find("old_log_prob") ?? peer.Find("rollout_log_prob"),
            Weights = peer.Find("rollout_is_weights"),
        };
        return Compute(peer, call, mode);
    }

    /// <summary>Computes a policy loss over a given batch.</summary>
    public static PeerOutcome Compute(PeerCase peer, PolicyCall call, string mode)
    {
        var options = peer.Options();
        var config = Config(options, mode);
        call = Selected(call, options, config, mode, peer.Find("permutation"));
        var isSequenceMean = mode is "gspo" or "sapo";
        var aggregation = mode == "geo_mean"
            ? VerlAggregation.RowMean(call)
            : VerlAggregation.From(options, call, isSequenceMean ? "seq-mean-token-mean" : null);
        var (loss, metrics) = aggregation.Compute(config);
        var outcome = new PeerOutcome { Loss = loss, Leaves = { ["log_prob"] = [call.Logprobs] } };
        Report(outcome.Metrics, metrics, mode);
        return outcome;
    }

    private static PolicyGradientLossConfig Config(PeerOptions options, string mode)
    {
        var clip = options.Number("clip_ratio", 0.2);
        var (low, high) = (options.Number("clip_ratio_low", clip), options.Number("clip_ratio_high", clip));
        var policy = options.Section("policy_loss");
        var clipped = new PolicyGradientLossConfig { RatioLowerBound = 1 - low, RatioUpperBound = 1 + high };
        return mode switch
        {
            "vanilla" => clipped with { DualClip = options.Number("clip_ratio_c", 3), LogRatioClamp = Clamp },
            "gspo" => clipped with { RatioLevel = RatioLevel.SequenceTokenGradient, LogRatioClamp = 10 },
            "cispo" => clipped with { Objective = PolicyObjective.Cispo, LogRatioClamp = Clamp },
            "clip_cov" => clipped with { Objective = PolicyObjective.ClipCov },
            "geo_mean" => new() { Objective = PolicyObjective.Gmpo, RatioLowerBound = Math.Exp(-low), RatioUpperBound = Math.Exp(high) },
            "sapo" => new()
            {
                Objective = PolicyObjective.Sapo,
                SapoTemperaturePositive = options.Number("tau_pos", 1),
                SapoTemperatureNegative = options.Number("tau_neg", 1.05),
                LogRatioClamp = Clamp,
            },
            "dppo_tv" or "dppo_kl" => new()
            {
                Objective = PolicyObjective.TrustRegion,
                TrustRegion = mode == "dppo_tv" ? TrustRegion.TotalVariation : TrustRegion.Divergence,
                TrustRegionLower = low,
                TrustRegionUpper = high,
                TrustRegionRatioCap = options.Number("clip_ratio_c", 20),
                LogRatioClamp = Clamp,
            },
            "gpg" or "reinforce" => new() { Objective = PolicyObjective.Reinforce },
            "dro" => new() { Objective = PolicyObjective.Reinforce, LogRatioPenalty = policy!.Number("dro_beta", 0) / 2 },
            _ => new() { Objective = PolicyObjective.KlCov, CovariancePenalty = policy!.Number("ppo_kl_coef", 1) },
        };
    }

    private static PolicyCall Selected(PolicyCall call, PeerOptions options, PolicyGradientLossConfig config, string mode, Tensor? permutation)
    {
        var policy = options.Section("policy_loss");
        if (mode == "kl_cov")
        {
            return call with
            {
                CovarianceTokens = CovarianceSelection.SelectGreatest(
                    call.Advantages, call.Logprobs, call.Mask, policy!.Number("kl_cov_ratio", 0.0002)),
            };
        }

        if (mode != "clip_cov")
            return call;
        var ratio = (call.Logprobs.detach() - call.Previous!).exp();
        var a = call.Advantages;
        var isClipped = (a > 0).logical_and(ratio > config.RatioUpperBound!.Value)
            .logical_or((a < 0).logical_and(ratio < config.RatioLowerBound!.Value));
        var candidates = CovarianceSelection.SelectBetween(
            a, call.Logprobs, call.Mask, policy!.Number("clip_cov_lb", 1), policy.Number("clip_cov_ub", 5)).masked_fill(isClipped, 0);
        var places = candidates.view(-1).nonzero().view(-1);
        var wanted = Math.Max(1, (long)(policy.Number("clip_cov_ratio", 0.0002) * call.Mask.sum().ToDouble()));
        var chosen = zeros(call.Mask.numel());
        if (permutation is not null && places.numel() > 0)
            chosen.index_fill_(0, places.index_select(0, permutation.narrow(0, 0, Math.Min(wanted, places.numel()))), 1);
        return call with { CovarianceTokens = chosen.view(call.Mask.shape) };
    }

    private static void Report(Dictionary<string, double> report, Dictionary<string, double> metrics, string mode)
    {
        if (mode is "gpg")
            return;
        if (mode is not "kl_cov")
            report["actor/ppo_kl"] = metrics["approx_kl"];
        if (mode is "vanilla" or "gspo" or "cispo" or "dppo_tv" or "dppo_kl" or "clip_cov")
            report["actor/pg_clipfrac"] = metrics["clip_fraction"];
        if (mode is "vanilla" or "dppo_tv" or "dppo_kl" or "gspo" or "cispo")
            report["actor/pg_clipfrac_lower"] = metrics["dual_clip_fraction"];
    }
}
