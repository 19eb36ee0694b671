namespace LossDsl.Goldens.Peers;

/// <summary>slime's losses, with one value per token.</summary>
internal static class Slime
{
    private const double Clamp = 20;

    /// <summary>CISPO.</summary>
    public static PeerOutcome Cispo(PeerCase peer)
    {
        var y = peer.Leaf("log_prob");
        var options = peer.Options();
        var call = new PolicyCall(y, ones_like(y).detach(), peer.GetTensor("advantages")) { Previous = peer.GetTensor("old_log_prob") };
        var loss = call.PerToken(new()
        {
            Objective = PolicyObjective.Cispo,
            RatioLowerBound = 1 - options.Number("eps_clip", 0.2),
            RatioUpperBound = 1 + options.Number("eps_clip_high", 0.2),
        });
        return PeerOutcome.FromLoss(loss, "log_prob", y);
    }

    /// <summary>The KL estimate, weighted by the policy's importance ratio.</summary>
    public static PeerOutcome ApproximateKl(PeerCase peer)
    {
        var y = peer.Leaf("log_prob");
        var kind = peer.Options().Text("kl_loss_type");
        var estimator = kind switch
        {
            "k1" => KlEstimator.K1,
            "k2" => KlEstimator.K2,
            _ => KlEstimator.K3,
        };
        var config = new PolicyGradientLossConfig
        {
            Objective = PolicyObjective.Reinforce,
            Reduction = PolicyReduction.TokenSum,
            ReferencePolicyKlPenalty = 1,
            ReferencePolicyKlType = estimator,
            KlWeight = KlWeight.PolicyRatio,
            KlGradient = KlGradient.ScoreFunction,
            KlOutputClampValue = kind == "low_var_kl" ? 10 : null,
        };
        var call = new PolicyCall(y, ones_like(y).detach(), zeros_like(y).detach())
        {
            Previous = peer.GetTensor("old_log_prob"), Reference = peer.GetTensor("ref_log_prob"),
        };
        var tokens = Enumerable.Range(0, (int)y.numel()).Select(place =>
        {
            var only = zeros(y.numel());
            only[place] = 1;
            return (call with { Mask = only.view(y.shape) }).Compute(config).Loss;
        });
        return PeerOutcome.FromLoss(stack([.. tokens]).view(y.shape), "log_prob", y);
    }

    /// <summary>The off-policy sequence mask with the clipped surrogate.</summary>
    public static PeerOutcome OffPolicyMask(PeerCase peer)
    {
        var options = peer.Options();
        var isSequence = options.Text("advantage_estimator") == "gspo";
        Tensor[] leaves = [.. peer.List("log_probs").Select(tensor => tensor.requires_grad_())];
        var (old, advantages, masks) = (peer.List("old_log_probs"), peer.List("advantages"), peer.List("loss_masks"));
        var config = new PolicyGradientLossConfig
        {
            RatioLevel = isSequence ? RatioLevel.Sequence : null,
            RatioLowerBound = 1 - options.Number("eps_clip", 0.2),
            RatioUpperBound = 1 + options.Number("eps_clip_high", 0.2),
            DualClip = options.Number("eps_clip_c"),
            OffPolicyMask = options.Number("opsm_delta", 1e-4),
        };
        var losses = leaves.Select((y, i) => PerToken(y, old[i], advantages[i], masks[i].to(float32), config));
        return new PeerOutcome { Loss = cat([.. losses]), Leaves = { ["log_probs"] = leaves } };
    }

    private static Tensor PerToken(Tensor y, Tensor old, Tensor advantages, Tensor mask, PolicyGradientLossConfig config)
    {
        // It returns the loss of masked tokens as well: here they get a tiny weight, which is divided out again.
        const double Little = 1e-30;
        var weights = mask.masked_fill(mask == 0, Little);
        var call = new PolicyCall(y.unsqueeze(0), weights.unsqueeze(0), advantages.unsqueeze(0)) { Previous = old.unsqueeze(0) };
        return call.PerToken(config).view(-1) / weights;
    }

    /// <summary>Weights and masks for the mismatch between trainer and inference engine.</summary>
    public static PeerOutcome Mismatch(PeerCase peer)
    {
        var options = peer.Options();
        var (train, rollout, masks) = (Rows(peer.List("train_log_probs")), Rows(peer.List("rollout_log_probs")), peer.List("loss_masks"));
        Tensor[] mask = [.. masks.Select(tensor => tensor.to(float32).unsqueeze(0))];
        var upper = options.Number("tis_upper_bound");
        var lower = options.Number("tis_lower_bound") ?? 1 / upper;
        var mode = options.Text("tis_mode") ?? "truncate";
        var weights = new Tensor[mask.Length];
        var level = Level(options.Text("tis_level"));
        for (var i = 0; i < mask.Length; i++)
        {
            var truncated = RolloutCorrection.Compute(train[i], rollout[i], mask[i], new()
            {
                CorrectionLevel = options.Flag("use_tis", true) ? level : null,
                CorrectionLowerBound = options.Flag("use_tis", true) && mode == "clip" ? lower : null,
                CorrectionUpperBound = options.Flag("use_tis", true) && mode != "mask" ? upper : null,
                LogRatioClamp = Clamp,
            });
            weights[i] = truncated.Weights * mask[i];
        }

        // Normalized over all sequences, which are rows of different lengths here.
        if (options.Flag("tis_batch_normalize"))
        {
            var means = weights.Select((weight, i) => weight.sum() / mask[i].sum().clamp_min(1)).ToArray();
            var factor = level == CorrectionLevel.Token
                ? cat([.. weights.Select(weight => weight.view(-1))]).sum() / cat([.. mask.Select(each => each.view(-1))]).sum()
                : stack(means).mean();
            weights = [.. weights.Select(weight => weight / factor)];
        }

        for (var i = 0; i < mask.Length; i++)
        {
            if (mode == "mask" && options.Flag("use_tis", true))
                mask[i] = Rejected(level, lower, upper);
            if (!options.Flag("use_rs"))
                continue;
            var original = masks[i].to(float32).unsqueeze(0);
            var kept = Kept(original, new()
            {
                RejectionStatistic = RejectionStatistic.Ratio,
                RejectionLevel = Level(options.Text("rs_level")),
                RejectionLowerBound = options.Number("rs_lower_bound") ?? lower,
                RejectionUpperBound = options.Number("rs_upper_bound") ?? upper ?? double.PositiveInfinity,
            });
            mask[i] *= kept;
            if (options.Number("rs_veto_threshold") is { } veto)
                mask[i] *= Kept(original, new() { VetoLowerBound = veto });

            Tensor Rejected(CorrectionLevel of, double? least, double? most) => mask[i] * Kept(mask[i], new()
            {
                RejectionStatistic = RejectionStatistic.Ratio,
                RejectionLevel = of,
                RejectionLowerBound = least,
                RejectionUpperBound = most ?? double.PositiveInfinity,
            });

            Tensor Kept(Tensor among, RolloutCorrectionConfig config) =>
                (RolloutCorrection.Compute(train[i], rollout[i], among, config with { LogRatioClamp = Clamp }).Mask != 0).to(float32);
        }

        return new PeerOutcome { Outputs = { ["weights"] = Flat(weights), ["modified_masks"] = Flat(mask) } };

        static Tensor[] Rows(Tensor[] tensors) => [.. tensors.Select(tensor => tensor.unsqueeze(0))];

        static Tensor[] Flat(Tensor[] tensors) => [.. tensors.Select(tensor => tensor.view(-1))];
    }

    private static CorrectionLevel Level(string? name) => name switch
    {
        "sequence" => CorrectionLevel.Sequence,
        "geometric" => CorrectionLevel.SequenceMean,
        _ => CorrectionLevel.Token,
    };
}
