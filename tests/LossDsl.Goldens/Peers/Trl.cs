namespace LossDsl.Goldens.Peers;

/// <summary>The losses of TRL's GRPO trainer and related ones, and Liger's loss, over log-probabilities of completions.</summary>
internal static class Trl
{
    /// <summary>Computes a case of one of the losses.</summary>
    public static PeerOutcome Compute(PeerCase peer)
    {
        if (peer.Function.Contains("RLOOTrainer", StringComparison.Ordinal))
            return Rloo(peer);
        if (peer.Function.Contains("advantage block", StringComparison.Ordinal))
            return TrlAdvantages.Compute(peer);
        if (peer.Function.Contains("ppo_loss_fn", StringComparison.Ordinal))
            return Grpo(peer, isLiger: true);
        if (peer.Find("logits") is not null)
            throw new NotSupportedException("log-probabilities and entropies of the same logits");
        return Grpo(peer, isLiger: false);
    }

    private static PeerOutcome Rloo(PeerCase peer)
    {
        var options = peer.Options();
        var y = peer.Leaf("per_token_logps");
        var mask = peer.Float("completion_mask");
        // The old policy is given as one number per sequence, so all of it is assigned to the first valid token.
        var first = (mask.cumsum(1) == 1).to(float32) * mask;
        var call = new PolicyCall(y, mask, Spread(peer.GetTensor("advantages"), mask))
        {
            Previous = first * peer.GetTensor("old_logps").unsqueeze(-1), Sequences = mask.size(0),
        };
        var (loss, _) = call.Compute(new()
        {
            RatioLevel = RatioLevel.SequenceProduct,
            Reduction = PolicyReduction.SequenceMeanOfTokenMeans,
            RatioLowerBound = 1 - options.Number("epsilon", 0.2),
            RatioUpperBound = 1 + options.Number("epsilon_high", options.Number("epsilon", 0.2)),
        });
        return PeerOutcome.FromLoss(loss, "per_token_logps", y);
    }

    private static PeerOutcome Grpo(PeerCase peer, bool isLiger)
    {
        var options = peer.Options();
        var y = peer.Leaf("per_token_logps");
        var mask = (peer.Find("completion_mask") ?? peer.GetTensor("attention_mask")).to(float32);
        if (peer.Find("tool_mask") is { } tools)
            mask *= tools.to(float32);
        var old = peer.Find("old_per_token_logps");
        var sampling = peer.Find("sampling_per_token_logps");
        var type = options.Text("loss_type") ?? "dapo";
        var isGmpo = peer.Function.Contains("GMPO", StringComparison.Ordinal);
        var config = isGmpo ? GmpoConfig(options) : Config(options, type, peer.Function, isLiger);
        if (old is null)
            config = config with { RatioDenominator = RatioDenominator.CurrentPolicy };
        var call = new PolicyCall(y, mask, Spread(peer.GetTensor("advantages"), mask))
        {
            Previous = old ?? y.detach(),
            Rollout = sampling,
            Reference = peer.Find("ref_per_token_logps") ?? (options.Number("beta", 0) != 0 ? y.detach() : null),
            Samples = ones(mask.size(0)),
        };
        if (options.Number("off_policy_mask_threshold") is { } threshold)
            config = config with { OffPolicyMask = threshold, OffPolicyMaskUsesRollout = sampling is not null };
        var keep = ones_like(mask);
        var quantile = options.Number("top_entropy_quantile", 1);
        var entropies = peer.Find("entropies")?.requires_grad_();
        if (quantile < 1)
            keep = EntropySelection.SelectTopQuantile(entropies!.detach(), mask, quantile);
        if (options.Flag("use_vllm") && options.Flag("vllm_importance_sampling_correction", true))
            config = Corrected(config, options);
        else if (peer.Find("vllm_is_ratio") is { } ratio)
            keep *= ratio;
        call = call with { Weights = keep };
        var (loss, metrics) = Reduced(call, config, options, peer, isGmpo ? "grpo" : type, isLiger);
        var outcome = new PeerOutcome
        {
            Loss = WithEntropyBonus(loss, entropies, mask * keep.sign(), options, peer, type, out var after), Leaves = { ["per_token_logps"] = [y] },
        };
        if (after is { } coefficient)
            outcome.Outputs["entropy_coef_after"] = [tensor((float)coefficient)];
        if (entropies is not null)
            outcome.Leaves["entropies"] = [entropies];
        if (config.ReferencePolicyKlPenalty != 0 && type == "bnpo")
            outcome.Metrics["kl"] = metrics["kl_penalty"];
        return outcome;
    }

    private static PolicyGradientLossConfig GmpoConfig(PeerOptions options) => new()
    {
        Objective = PolicyObjective.Gmpo,
        RatioLowerBound = Math.Exp(-options.Number("epsilon", 0.4)),
        RatioUpperBound = Math.Exp(options.Number("epsilon_high", options.Number("epsilon", 0.4))),
        ReferencePolicyKlPenalty = options.Number("beta", 0),
    };

    private static PolicyGradientLossConfig Config(PeerOptions options, string type, string function, bool isLiger)
    {
        var epsilon = options.Number(isLiger ? "epsilon_low" : "epsilon", 0.2);
        var (lower, upper) = (1 - epsilon, 1 + options.Number("epsilon_high", epsilon));
        var level = options.Text("importance_sampling_level") switch
        {
            "sequence" => (RatioLevel?)RatioLevel.Sequence,
            "sequence_token" => RatioLevel.SequenceTokenGradient,
            _ => null,
        };
        var config = new PolicyGradientLossConfig { ReferencePolicyKlPenalty = options.Number("beta", isLiger ? 0.04 : 0) };
        if (options.Flag("use_bias_correction_kl"))
            config = config with { KlWeight = KlWeight.PolicyRatio, KlGradient = KlGradient.ScoreFunction };
        switch (type)
        {
            case "cispo":
                return config with
                {
                    Objective = PolicyObjective.Cispo, RatioLevel = level, RatioLowerBound = 0, RatioUpperBound = options.Number("epsilon_high", epsilon),
                };
            case "sapo":
                return config with
                {
                    Objective = PolicyObjective.Sapo,
                    RatioLevel = level,
                    SapoTemperaturePositive = options.Number("sapo_temperature_pos", 1),
                    SapoTemperatureNegative = options.Number("sapo_temperature_neg", 1.05),
                };
            case "vespo":
                return config with
                {
                    Objective = PolicyObjective.Vespo,
                    VespoKPositive = options.Number("vespo_k_pos", 2),
                    VespoLambdaPositive = Math.Max(options.Number("vespo_lambda_pos", 3), 1e-4),
                    VespoKNegative = options.Number("vespo_k_neg", 3),
                    VespoLambdaNegative = Math.Max(options.Number("vespo_lambda_neg", 2), 1e-4),
                };
            default:
                // A cap below the clip range only affects positive advantages.
                var delta = options.Number("delta");
                return config with
                {
                    RatioLevel = level,
                    RatioLowerBound = lower,
                    RatioUpperBound = delta is { } cap ? Math.Max(1, Math.Min(cap, upper)) : upper,
                    DualClip = delta is { } most ? Math.Max(most, upper) : null,
                };
        }
    }

    private static PolicyGradientLossConfig Corrected(PolicyGradientLossConfig config, PeerOptions options)
    {
        var mode = options.Text("vllm_importance_sampling_mode") ?? "sequence_mask";
        return config with
        {
            CorrectionLevel = mode.StartsWith("token", StringComparison.Ordinal) ? CorrectionLevel.Token : CorrectionLevel.Sequence,
            CorrectionBound = mode.EndsWith("mask", StringComparison.Ordinal) ? CorrectionBound.Mask : CorrectionBound.Clamp,
            CorrectionLowerBound = options.Number("vllm_importance_sampling_clip_min"),
            CorrectionUpperBound = options.Number("vllm_importance_sampling_clip_max"),
        };
    }

    private static (Tensor Loss, Dictionary<string, double> Metrics) Reduced(
        PolicyCall call, PolicyGradientLossConfig config, PeerOptions options, PeerCase peer, string type, bool isLiger)
    {
        var accumulation = isLiger || options.Text("mode") == "eval" ? 1 : options.Number("gradient_accumulation_steps", 1);
        var (rows, length) = (call.Mask.size(0), call.Mask.size(1));
        switch (type)
        {
            case "grpo" or "sapo":
                return Scaled((call with { Sequences = rows }).Compute(config with { Reduction = PolicyReduction.SequenceMeanOfTokenMeans }), accumulation);
            case "bnpo":
                var own = Math.Max(call.Mask.sum().ToDouble(), 1);
                return Scaled((call with { Tokens = own }).Compute(config with { Reduction = PolicyReduction.TokenMean }), accumulation);
            case "dr_grpo":
                return Scaled((call with { Sequences = rows }).Compute(config with
                {
                    Reduction = PolicyReduction.Constant, ReductionLength = options.Number("max_completion_length", length),
                }), accumulation);
            case "luspo":
                return Scaled((call with { Sequences = rows }).Compute(config with { Reduction = PolicyReduction.SequenceMeanOfTokenSums }), accumulation);
            default:
                var items = Math.Max(peer.Find("num_items_in_batch")?.to(float64).ToDouble() ?? call.Mask.sum().ToDouble(), 1);
                return (call with { Tokens = items }).Compute(config with { Reduction = PolicyReduction.TokenMean });
        }

        static (Tensor, Dictionary<string, double>) Scaled((Tensor Loss, Dictionary<string, double> Metrics) result, double steps) =>
            (result.Loss / steps, result.Metrics);
    }

    private static Tensor WithEntropyBonus(
        Tensor loss, Tensor? entropies, Tensor mask, PeerOptions options, PeerCase peer, string type, out double? after)
    {
        var (coefficient, isAdaptive) = (options.Number("entropy_coef", 0), options.Flag("use_adaptive_entropy"));
        after = null;
        if (entropies is null || (coefficient == 0 && !isAdaptive))
            return loss;
        var own = Math.Max(mask.sum().ToDouble(), 1);
        if (isAdaptive)
        {
            var controller = new AdaptiveEntropy(
                coefficient,
                options.Number("entropy_target", 0.2),
                options.Number("entropy_coef_delta", 0.005),
                options.Number("entropy_coef_min", 0),
                options.Number("entropy_coef_max", 1));
            coefficient = controller.Current(options.Number("last_world_entropy") ?? double.PositiveInfinity);
            after = controller.Update((entropies * mask).sum().ToDouble() / own).Coefficient;
        }

        var count = type is "dapo" or "cispo" or "vespo"
            ? Math.Max(peer.Find("num_items_in_batch")?.to(float64).ToDouble() ?? own, 1)
            : own * (options.Text("mode") == "eval" ? 1 : options.Number("gradient_accumulation_steps", 1));
        return loss - coefficient * (entropies * mask).sum() / count;
    }

    private static Tensor Spread(Tensor advantages, Tensor mask) =>
        advantages.dim() == 1 ? advantages.unsqueeze(-1).expand_as(mask).contiguous() : advantages;
}
