namespace LossDsl.Hostile.Tests.Draws;

/// <summary>Converts configs of <see cref="ClippedPGLossFn"/> to those of <see cref="PolicyGradientLoss"/>.</summary>
internal static class GeneralSettings
{
    /// <summary>Converts a config; null if it has only the older settings, which have a formula of their own here.</summary>
    public static PolicyGradientLossConfig? Convert(ClippedPGLossConfig config)
    {
        var older = new ClippedPGLossConfig
        {
            ReferencePolicyKlPenalty = config.ReferencePolicyKlPenalty,
            RatioClipMin = config.RatioClipMin,
            RatioClipMax = config.RatioClipMax,
            RatioClipC = config.RatioClipC,
            UseOnPolicyKlApproximation = config.UseOnPolicyKlApproximation,
            UseKlScoreFunctionGradient = config.UseKlScoreFunctionGradient,
            UseImportanceSamplingCorrection = config.UseImportanceSamplingCorrection,
            TokenLevelLoss = config.TokenLevelLoss,
            DisablePpoRatio = config.DisablePpoRatio,
        };
        if (older == config)
            return null;
        var isSequence = config.SequenceLevelImportanceRatios;
        var (upper, lower) = (config.TruncatedImportanceSamplingRatio, config.TruncatedImportanceSamplingRatioMin);
        var rejects = config.TruncatedImportanceSamplingType == "seq-mask-tis";
        return new PolicyGradientLossConfig
        {
            Objective = config.DisablePpoRatio ? PolicyObjective.Reinforce : config.UseCispo ? PolicyObjective.Cispo : PolicyObjective.PpoClip,
            Reduction = config.TokenLevelLoss ? PolicyReduction.TokenMean : PolicyReduction.SequenceMeanOfTokenMeans,
            RatioDenominator = config.ForceOnPolicyRatio ? RatioDenominator.CurrentPolicy : RatioDenominator.PreviousPolicy,
            RatioLevel = isSequence ? RatioLevel.Sequence : null,
            RatioLowerBound = 1 - config.RatioClipMin,
            RatioUpperBound = 1 + config.RatioClipMax,
            DualClip = config.RatioClipC,
            CorrectionLevel = !config.UseImportanceSamplingCorrection ? null : isSequence ? CorrectionLevel.Sequence : CorrectionLevel.Token,
            CorrectionBound = config.TruncatedImportanceSamplingType == "icepop" ? CorrectionBound.Mask : CorrectionBound.Clamp,
            CorrectionLowerBound = rejects ? null : lower,
            CorrectionUpperBound = rejects ? null : upper,
            RejectionStatistic = rejects ? RejectionStatistic.Ratio : null,
            RejectionLevel = CorrectionLevel.SequenceMean,
            RejectionLowerBound = rejects ? lower : null,
            RejectionUpperBound = rejects ? upper : null,
            ReferencePolicyKlPenalty = config.UseKlInReward ? 0 : config.ReferencePolicyKlPenalty,
            ReferencePolicyKlType = config.ReferencePolicyKlType,
            KlWeight = config.UseOnPolicyKlApproximation ? KlWeight.RolloutPolicy : KlWeight.None,
            KlGradient = config.UseKlScoreFunctionGradient ? KlGradient.ScoreFunction : KlGradient.Estimate,
            KlInputClampValue = config.KlInputClampValue,
            KlOutputClampValue = config.KlOutputClampValue,
            PositiveExampleNllWeight = config.PositiveExampleNllWeight,
        };
    }

    /// <summary>The optional tensors that the loss reads.</summary>
    public static IEnumerable<string> FindNeededTensors(PolicyGradientLossConfig config)
    {
        if (config.RatioDenominator == RatioDenominator.PreviousPolicy || (config.OffPolicyMask is not null && !config.OffPolicyMaskUsesRollout))
            yield return "prev_logprobs";
        var corrects = config.CorrectionLevel is not null || config.RejectionStatistic is not null
            || config.VetoLowerBound is not null || config.VetoUpperBound is not null;
        var hasKl = config.ReferencePolicyKlPenalty != 0;
        if (corrects || config.RatioDenominator == RatioDenominator.RolloutPolicy
            || (config.OffPolicyMask is not null && config.OffPolicyMaskUsesRollout) || (hasKl && config.KlWeight == KlWeight.RolloutPolicy))
            yield return "generation_logprobs";
        if (hasKl)
            yield return "reference_policy_logprobs";
        if (config.UsePolicyWeights)
            yield return "policy_weights";
        if (config.Objective is PolicyObjective.ClipCov or PolicyObjective.KlCov)
            yield return "covariance_tokens";
        if (config.Objective == PolicyObjective.Topr)
            yield return "rewards";
        if (config.PositiveExampleNllWeight != 0)
            yield return "positive_example_weights";
        if (config.Reduction == PolicyReduction.PromptMean)
            yield return "prompt_weights";
    }
}
