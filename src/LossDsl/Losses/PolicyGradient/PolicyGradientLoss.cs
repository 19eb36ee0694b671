namespace LossDsl;

/// <summary>
/// A policy-gradient loss with independent choices of objective, ratio, correction for the rollout policy, KL penalty against a
/// reference policy, entropy bonus, and reduction.
/// </summary>
/// <remarks>
/// <code>
/// L = reduce(w * k * (P + τ * d * d) + β * v * K - c * h * H) + μ * NLL
///
/// y  log-probability     A  advantage
/// d = y - previous                                    (or y - rollout, or y - sg(y))
/// r = exp(d), or per sequence exp(mean(d))            the policy ratio
/// P = the objective                                   <see cref="PolicyObjectives"/>
/// w, k = importance weight and 0/1 mask of the correction for the inference engine, functions of previous - rollout
/// K = an estimate of the KL divergence from the reference policy, v its weight
/// H = the entropy of the prediction over the vocabulary, h its weight
/// </code>
/// <c>P</c> by objective, with bounds <c>lower</c> and <c>upper</c> of the ratio itself and <c>sg</c> for stop-gradient:
/// <code>
/// ppo_clip, clip_cov      -min(r A, clamp(r, lower, upper) A), for A &lt; 0 at most -dual_clip A; clip_cov: 0 at selected tokens
/// cispo                   -sg(clamp(r, lower, upper)) A y
/// sapo                    -A (4 / τ) sigmoid(τ (r - 1))
/// gmpo                    -mean(A) exp(mean(d clipped by the sign of A))
/// vespo                   -sg(w^k exp(λ - λ w)) A y,  w = exp(sum(d))
/// trust_region            -r A where the token is in the region; with a cap -sg(min(r, cap)) A y
/// topr                    -A y for positive rewards, else -sg(min(r, 1)) A y
/// calibrated_importance   -sg(r) A y where lower &lt; r &lt; upper
/// reinforce               -A y
/// kl_cov                  -r A + c |d| at selected tokens
/// </code>
/// Values that are not finite are treated as in all losses. A token with advantage 0 has no policy term. For papers and the names in
/// other libraries see <c>docs/losses/policy-gradient.md</c>. <c>global_valid_toks</c> is always required, for the metrics;
/// <c>global_valid_seqs</c> with the reductions over sequences.
/// </remarks>
public sealed class PolicyGradientLoss : TokenLoss<PolicyGradientLossDataDict, PolicyGradientLossConfig, PolicyGradientMetrics>
{
    private const double DefaultLower = 0.8;
    private const double DefaultUpper = 1.2;
    private const double DefaultRegion = 0.2;

    /// <summary>Creates the loss.</summary>
    /// <param name="config">The configuration.</param>
    /// <exception cref="LossConfigException">The configuration violates its rules; every violation is listed.</exception>
    public PolicyGradientLoss(PolicyGradientLossConfig config)
        : base(config, (logprob, token, config, metrics) => ComputeTokenLoss(logprob, token, config, metrics), Reduce(config))
    {
    }

    /// <summary>The loss of one token.</summary>
    /// <param name="logprob">The log-probability of the token under the policy, in nats.</param>
    /// <param name="token">The batch at the token.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="metrics">The receiver of the metrics.</param>
    public static Term ComputeTokenLoss(
        Term logprob, PolicyGradientLossDataDict.Terms token, PolicyGradientLossConfig config, PolicyGradientMetrics.Terms metrics)
    {
        ArgumentNullException.ThrowIfNull(config);
        var logRatio = logprob - Denominator(logprob, token, config);
        var ratio = PolicyRatio.Compute(logprob, logRatio, config.RatioLevel ?? LossDsl.RatioLevel.Token, config.LogRatioClamp);
        var (weight, keep) = Correction(logprob, token, config);
        var (policy, isClipped, isCapped) = Objective(logprob, logRatio, ratio, weight, token, config);
        if (config.LogRatioPenalty != 0)
            policy += config.LogRatioPenalty * logRatio * logRatio;
        if (config.Objective is not (PolicyObjective.Gmpo or PolicyObjective.Vespo))
            policy = Term.Weigh(policy, weight);
        policy = Term.Weigh(policy, keep);
        if (config.UsePolicyWeights && config.Objective != PolicyObjective.Gmpo)
            policy = Term.Weigh(policy, token.PolicyWeights);

        Term kl = 0;
        if (config.ReferencePolicyKlPenalty != 0)
            kl = Divergence(logprob, ratio, token, config);
        var scale = Scale(token, config);
        (policy, kl) = (scale * Term.FiniteGradient(policy), scale * kl);
        var loss = policy + Term.FiniteGradient(config.ReferencePolicyKlPenalty * kl);
        Term entropy = config.EntropyCoefficient is null ? 0 : Term.Entropy;
        if (config.EntropyCoefficient is { } coefficient and not 0)
            loss -= scale * coefficient * (config.UseEntropyWeights ? Term.Weigh(entropy, token.EntropyWeights) : entropy);
        Term positive = 0;
        if (config.PositiveExampleNllWeight != 0)
            positive = PositiveExamples.NegativeLogLikelihood(logprob, token.PositiveExampleWeights, token.SampleMask);

        metrics.PolicyLoss = policy;
        metrics.ProbsRatio = ratio;
        metrics.ClipFraction = Term.Select(isClipped, 1, 0);
        metrics.DualClipFraction = Term.Select(isCapped, 1, 0);
        metrics.ApproxKl = -logRatio;
        metrics.KlPenalty = kl;
        metrics.CorrectionWeight = weight * keep;
        metrics.DroppedFraction = Term.Select(Term.AreEqual(keep, 0), 1, 0);
        metrics.Entropy = entropy;
        metrics.PositiveNllLoss = positive;
        metrics.NumValidSamples = Term.OncePerSequence(1);
        return loss + config.PositiveExampleNllWeight * positive;
    }

    private static (Term Loss, Condition IsClipped, Condition IsCapped) Objective(
        Term logprob, Term logRatio, Term ratio, Term weight, PolicyGradientLossDataDict.Terms token, PolicyGradientLossConfig config)
    {
        var a = token.Advantages;
        var never = Term.AreEqual(0, 1);
        var (lower, upper) = (config.RatioLowerBound ?? DefaultLower, config.RatioUpperBound ?? DefaultUpper);
        var isAbove = a > 0 & ratio > upper;
        var isBelow = a < 0 & ratio < lower;
        switch (config.Objective)
        {
            case PolicyObjective.Cispo:
                var soft = PolicyObjectives.Score(logprob, a, Term.Clamp(ratio, lower, upper));
                return (config.MaskClippedTokens ? Term.Select(isAbove | isBelow, 0, soft) : soft, ratio > upper | ratio < lower, never);
            case PolicyObjective.Sapo:
                return (
                    PolicyObjectives.Sapo(ratio, a, config.SapoTemperaturePositive ?? 1, config.SapoTemperatureNegative ?? 1.05), never, never);
            case PolicyObjective.Gmpo:
                var given = config.UsePolicyWeights ? token.PolicyWeights : null;
                return (Geometric(logRatio, weight, given, a, lower, upper), a > 0 & logRatio > Math.Log(upper), a < 0 & logRatio < Math.Log(lower));
            case PolicyObjective.Vespo:
                return (Vespo(logprob, logRatio, weight, a, config), never, never);
            case PolicyObjective.TrustRegion:
                return TrustRegion(logprob, ratio, token, config);
            case PolicyObjective.Topr:
                var topr = PolicyObjectives.Topr(
                    logprob, ratio, a, token.Rewards, config.ToprPositiveWeight ?? 1, config.ToprNegativeWeight ?? 1);
                return (topr, !(token.Rewards > 0) & ratio > 1, never);
            case PolicyObjective.CalibratedImportance:
                var isWithin = ratio > lower & ratio < upper;
                return (PolicyObjectives.Score(logprob, a, Term.Select(isWithin, ratio, 0)), !isWithin, never);
            case PolicyObjective.Reinforce:
                return (PolicyObjectives.Linear(logprob, a), never, never);
            case PolicyObjective.ClipCov:
                var isSelected = !Term.AreEqual(token.CovarianceTokens, 0);
                return (Term.Select(isSelected, 0, PolicyObjectives.PpoClip(ratio, a, lower, upper, null)), isSelected, never);
            case PolicyObjective.KlCov:
                var isPenalized = !Term.AreEqual(token.CovarianceTokens, 0);
                var penalty = (config.CovariancePenalty ?? 1) * Term.Select(isPenalized, Term.Abs(logRatio), 0);
                return (PolicyObjectives.Linear(ratio, a) + penalty, isPenalized, never);
            default:
                var isCapped = config.DualClip is { } c ? a < 0 & ratio > c : never;
                return (PolicyObjectives.PpoClip(ratio, a, lower, upper, config.DualClip), isAbove | isBelow, isCapped);
        }
    }

    // Weights per token enter as their geometric mean over the sequence; a weight per sequence enters as it is.
    private static Term Geometric(Term logRatio, Term weight, Term? given, Term advantages, double lower, double upper)
    {
        const double Least = 1e-10;
        var loss = PolicyObjectives.Gmpo(logRatio, advantages, lower, upper);
        if (weight.IsRowwise)
            loss *= weight;
        var ofTokens = weight.IsRowwise ? given : given is null ? weight : weight * given;
        return ofTokens is null ? loss : loss * Term.Exp(Term.SequenceMean(Term.Log(ofTokens + Least)));
    }

    private static Term Vespo(Term logprob, Term logRatio, Term weight, Term advantages, PolicyGradientLossConfig config)
    {
        const double Least = 1e-8;
        const double Greatest = 20;
        var sequence = Term.SequenceSum(Term.Clamp(logRatio, -Greatest, Greatest));
        if (config.CorrectionLevel is not null)
        {
            var log = Term.Clamp(Term.Log(weight), Math.Log(Least), Greatest);
            sequence += weight.IsRowwise ? log : Term.SequenceSum(log);
        }

        return PolicyObjectives.Score(logprob, advantages, PolicyObjectives.VespoWeight(
            sequence,
            advantages,
            (config.VespoKPositive ?? 2, config.VespoLambdaPositive ?? 3),
            (config.VespoKNegative ?? 3, config.VespoLambdaNegative ?? 2)));
    }

    private static (Term Loss, Condition IsClipped, Condition IsCapped) TrustRegion(
        Term logprob, Term ratio, PolicyGradientLossDataDict.Terms token, PolicyGradientLossConfig config)
    {
        var (a, denominator) = (token.Advantages, Denominator(logprob, token, config));
        var (lower, upper) = (config.TrustRegionLower ?? DefaultRegion, config.TrustRegionUpper ?? DefaultRegion);
        var moved = Term.Exp(logprob) - Term.Exp(denominator);
        var isKept = config.TrustRegion switch
        {
            LossDsl.TrustRegion.TotalVariation => PolicyObjectives.IsInTotalVariation(logprob, denominator, a, lower, upper),
            LossDsl.TrustRegion.Divergence => PolicyObjectives.IsInDivergence(logprob, denominator, a, lower, upper),
            _ => moved <= upper & moved >= -lower,
        };
        if (config.TrustRegionRatioCap is not { } cap)
            return (Term.Select(isKept, PolicyObjectives.Linear(ratio, a), 0), !isKept, Term.AreEqual(0, 1));
        var loss = PolicyObjectives.Score(logprob, a, Term.Select(isKept, Term.Min(ratio, cap), 0));
        return (loss, !isKept, isKept & ratio > cap);
    }

    private static (Term Weight, Term Keep) Correction(Term logprob, PolicyGradientLossDataDict.Terms token, PolicyGradientLossConfig config)
    {
        Term weight = 1;
        Term keep = 1;
        if (config.CorrectionLevel is not null || config.RejectionStatistic is not null || config.VetoLowerBound is not null || config.VetoUpperBound is not null)
        {
            // With the other denominators, the current policy takes the place of the previous policy.
            var previous = config.RatioDenominator == RatioDenominator.PreviousPolicy ? token.PrevLogprobs : Term.StopGradient(logprob);
            (weight, keep) = RolloutCorrectionTerms.Compute(previous, token.GenerationLogprobs, config);
        }

        if (config.OffPolicyMask is { } threshold)
        {
            var given = config.OffPolicyMaskUsesRollout ? token.GenerationLogprobs : token.PrevLogprobs;
            var isStale = token.Advantages < 0 & Term.SequenceMean(given - Term.StopGradient(logprob)) > threshold;
            keep *= Term.Select(isStale, 0, 1);
        }

        return (weight, keep);
    }

    private static Term Divergence(Term logprob, Term ratio, PolicyGradientLossDataDict.Terms token, PolicyGradientLossConfig config) =>
        KlTerms.Compute(
            logprob,
            token.ReferencePolicyLogprobs,
            config.KlWeight switch
            {
                KlWeight.PolicyRatio => ratio,
                KlWeight.RolloutPolicy => Term.Exp(logprob - token.GenerationLogprobs),
                _ => null,
            },
            config.ReferencePolicyKlType,
            config.KlGradient,
            config.KlInputClampValue,
            config.KlOutputClampValue);

    private static Term Denominator(Term logprob, PolicyGradientLossDataDict.Terms token, PolicyGradientLossConfig config) =>
        config.RatioDenominator switch
        {
            RatioDenominator.PreviousPolicy => token.PrevLogprobs,
            RatioDenominator.RolloutPolicy => token.GenerationLogprobs,
            _ => Term.StopGradient(logprob),
        };

    private static Term Scale(PolicyGradientLossDataDict.Terms token, PolicyGradientLossConfig config) => config.Reduction switch
    {
        PolicyReduction.Constant => 1 / config.ReductionLength!.Value,
        PolicyReduction.PromptMean => token.PromptWeights,
        _ => 1,
    };

    private static LossReduction Reduce(PolicyGradientLossConfig? config) => config?.Reduction switch
    {
        PolicyReduction.TokenSum or PolicyReduction.PromptMean => LossReduction.TokenSum,
        PolicyReduction.SequenceMeanOfTokenMeans => LossReduction.SequenceMean,
        PolicyReduction.SequenceMeanOfTokenSums or PolicyReduction.Constant => LossReduction.SequenceMeanOfSums,
        _ => LossReduction.TokenMean,
    };
}
