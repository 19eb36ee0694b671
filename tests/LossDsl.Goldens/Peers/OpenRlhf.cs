namespace LossDsl.Goldens.Peers;

/// <summary>OpenRLHF's policy loss and KL estimators.</summary>
internal static class OpenRlhf
{
    private const double Clamp = 20;
    private const double KlClamp = 10;

    /// <summary>Computes a case of one of its functions.</summary>
    public static PeerOutcome Compute(PeerCase peer)
    {
        if (peer.Function.StartsWith("PolicyLoss", StringComparison.Ordinal))
            return Policy(peer);
        if (peer.Function.StartsWith("ValueLoss", StringComparison.Ordinal))
            return PeerValue.OpenRlhf(peer);
        if (peer.Function.StartsWith("compute_reward", StringComparison.Ordinal))
            return Reward(peer);
        return Divergence(peer);
    }

    private static PeerOutcome Policy(PeerCase peer)
    {
        var options = peer.Options();
        var y = peer.Leaf("log_probs");
        var isSequence = options.Text("policy_loss_type") == "gspo";
        var isCorrected = options.Flag("enable_vllm_is_correction");
        var config = new PolicyGradientLossConfig
        {
            RatioLevel = isSequence ? RatioLevel.Sequence : null,
            RatioDenominator = isSequence && isCorrected ? RatioDenominator.RolloutPolicy : RatioDenominator.PreviousPolicy,
            RatioLowerBound = 1 - options.Number("clip_eps_low", 0.2),
            RatioUpperBound = 1 + options.Number("clip_eps_high", 0.2),
            DualClip = options.Number("dual_clip"),
            LogRatioClamp = isSequence ? double.PositiveInfinity : Clamp,
        };
        var call = new PolicyCall(y, peer.Float("action_mask"), peer.GetTensor("advantages"))
        {
            Previous = peer.GetTensor("old_log_probs"), Rollout = peer.Find("rollout_log_probs"),
        };
        if (isCorrected && !isSequence)
            call = call with { Weights = Weights(call, options) };
        var (loss, metrics) = Aggregate(call, config, options, options.Flag("token_level_loss", true) && !isSequence);
        var outcome = new PeerOutcome { Loss = loss, Leaves = { ["log_probs"] = [y] }, Metrics = { ["clip_ratio"] = metrics["clip_fraction"] } };
        // Our metric is computed from the ratio, whatever its denominator is.
        if (config.RatioDenominator == RatioDenominator.PreviousPolicy)
            outcome.Metrics["ppo_kl"] = metrics["approx_kl"];
        return outcome;
    }

    private static Tensor Weights(PolicyCall call, PeerOptions options)
    {
        var (type, bounds) = (options.Text("vllm_is_correction_type") ?? "tis", options.Numbers("vllm_is_truncated_threshold") ?? [0, double.PositiveInfinity]);
        var rejects = type == "seq-mask-tis";
        using var corrected = RolloutCorrection.Compute(call.Previous!, call.Rollout!, call.Mask, new()
        {
            CorrectionLevel = CorrectionLevel.Token,
            CorrectionBound = type == "icepop" ? CorrectionBound.Mask : CorrectionBound.Clamp,
            CorrectionLowerBound = rejects ? null : bounds[0],
            CorrectionUpperBound = rejects ? null : bounds[1],
            RejectionStatistic = rejects ? RejectionStatistic.Ratio : null,
            RejectionLevel = CorrectionLevel.SequenceMean,
            RejectionLowerBound = rejects ? bounds[0] : null,
            RejectionUpperBound = rejects ? bounds[1] : null,
        });
        return corrected.Weights * (corrected.Mask != 0).to(float32);
    }

    private static (Tensor Loss, Dictionary<string, double> Metrics) Aggregate(
        PolicyCall call, PolicyGradientLossConfig config, PeerOptions options, bool isTokenLevel)
    {
        var (tokens, sequences) = (options.Number("batch_num_tokens"), options.Number("global_batch_size"));
        var reduction = isTokenLevel ? PolicyReduction.TokenMean : PolicyReduction.SequenceMeanOfTokenMeans;
        var (loss, metrics) = (call with { Tokens = tokens, Sequences = sequences }).Compute(config with { Reduction = reduction });
        var isGlobal = (isTokenLevel ? tokens : sequences) is not null;
        return (loss * (isGlobal ? options.Number("dp_size", 1) : 1), metrics);
    }

    private static PeerOutcome Divergence(PeerCase peer)
    {
        var options = peer.Options();
        var y = peer.Leaf("log_probs");
        var (reference, mask) = (peer.GetTensor("log_probs_base"), peer.Float("action_mask"));
        var estimator = options.Text("kl_estimator") switch
        {
            "k2" => KlEstimator.K2,
            "k3" => KlEstimator.K3,
            _ => KlEstimator.K1,
        };
        var call = new PolicyCall(y, mask, zeros_like(y).detach()) { Previous = y.detach(), Reference = reference };
        var (loss, _) = call.Compute(new()
        {
            Objective = PolicyObjective.Reinforce,
            ReferencePolicyKlPenalty = 1,
            ReferencePolicyKlType = estimator,
            KlOutputClampValue = KlClamp,
        });
        return new PeerOutcome
        {
            Loss = loss,
            Leaves = { ["log_probs"] = [y] },
            Outputs = { ["kl"] = [KlPenalty.Compute(y.detach(), reference, estimator, outputClamp: KlClamp)] },
        };
    }

    private static PeerOutcome Reward(PeerCase peer)
    {
        var options = peer.Options();
        var (kl, mask, rewards) = (peer.GetTensor("kl"), peer.Float("action_mask"), peer.GetTensor("r"));
        if (options.Numbers("reward_clip_range") is [var least, var most])
            rewards = rewards.clamp(least, most);
        return new PeerOutcome
        {
            Outputs = { ["reward"] = [KlReward.Shape(rewards, kl, mask, Math.Max(options.Number("kl_coef", 0), 0))] },
        };
    }
}
