namespace LossDsl.Tests.Losses.PolicyGradient;

/// <summary>Draws valid configs of <see cref="PolicyGradientLoss"/>.</summary>
internal static class PolicyConfigs
{
    /// <summary>A config: the objectives are used in turn, everything else is random.</summary>
    /// <param name="random">The random generator.</param>
    /// <param name="number">The number of the draw.</param>
    public static PolicyGradientLossConfig Draw(Random random, int number)
    {
        while (true)
        {
            var config = Candidate(random, (PolicyObjective)(number % Enum.GetValues<PolicyObjective>().Length));
            try
            {
                config.Validate();
                return config;
            }
            catch (LossConfigException)
            {
                // Drawn again.
            }
        }
    }

    private static PolicyGradientLossConfig Candidate(Random random, PolicyObjective objective)
    {
        var reduction = One<PolicyReduction>();
        var statistic = Maybe(One<RejectionStatistic>());
        var correction = Maybe((CorrectionLevel)random.Next(3));
        var hasBounds = objective is PolicyObjective.PpoClip or PolicyObjective.Cispo or PolicyObjective.Gmpo or PolicyObjective.CalibratedImportance
            or PolicyObjective.ClipCov;
        var hasLevel = objective is not (PolicyObjective.Gmpo or PolicyObjective.Vespo or PolicyObjective.Reinforce or PolicyObjective.TrustRegion);
        var isRegion = objective == PolicyObjective.TrustRegion;
        var entropy = Maybe(random.Next(4) == 0 ? 0 : Between(0.1, 1));
        return new PolicyGradientLossConfig
        {
            Objective = objective,
            Reduction = reduction,
            ReductionLength = reduction == PolicyReduction.Constant ? 7 : null,
            RatioDenominator = One<RatioDenominator>(),
            RatioLevel = hasLevel ? Maybe(One<RatioLevel>()) : null,
            RatioLowerBound = hasBounds ? Maybe(Between(0.3, 0.9)) : null,
            RatioUpperBound = hasBounds ? Maybe(Between(1.1, 2)) : null,
            DualClip = objective == PolicyObjective.PpoClip ? Maybe(Between(1.5, 3)) : null,
            MaskClippedTokens = objective == PolicyObjective.Cispo && random.Next(2) == 0,
            LogRatioClamp = random.Next(3) == 0 ? 0.7 : double.PositiveInfinity,
            LogRatioPenalty = random.Next(2) * 0.3,
            SapoTemperaturePositive = objective == PolicyObjective.Sapo ? Maybe(Between(0.5, 2)) : null,
            SapoTemperatureNegative = objective == PolicyObjective.Sapo ? Maybe(Between(0.5, 2)) : null,
            VespoKPositive = objective == PolicyObjective.Vespo ? Maybe(Between(0.5, 2)) : null,
            VespoLambdaPositive = objective == PolicyObjective.Vespo ? Maybe(Between(0.5, 2)) : null,
            VespoKNegative = objective == PolicyObjective.Vespo ? Maybe(Between(0.5, 2)) : null,
            VespoLambdaNegative = objective == PolicyObjective.Vespo ? Maybe(Between(0.5, 2)) : null,
            TrustRegion = isRegion ? One<TrustRegion>() : null,
            TrustRegionLower = isRegion ? Maybe(Between(0.01, 0.2)) : null,
            TrustRegionUpper = isRegion ? Maybe(Between(0.01, 0.2)) : null,
            TrustRegionRatioCap = isRegion ? Maybe(Between(0.8, 2)) : null,
            ToprPositiveWeight = objective == PolicyObjective.Topr ? Maybe(Between(0, 2)) : null,
            ToprNegativeWeight = objective == PolicyObjective.Topr ? Maybe(Between(0, 2)) : null,
            CovariancePenalty = objective == PolicyObjective.KlCov ? Maybe(Between(0, 2)) : null,
            CorrectionLevel = correction,
            CorrectionBound = One<CorrectionBound>(),
            CorrectionLowerBound = correction is null ? null : Maybe(Between(0.1, 0.9)),
            CorrectionUpperBound = correction is null ? null : Maybe(Between(1, 3)),
            RejectionStatistic = statistic,
            RejectionLevel = One<CorrectionLevel>(),
            RejectionLowerBound = statistic is null ? null : Maybe(Between(-1, 0.5)),
            RejectionUpperBound = statistic is null ? null : Between(0.5, 3),
            VetoLowerBound = Maybe(Between(0.05, 0.3)),
            VetoUpperBound = Maybe(Between(2, 6)),
            OffPolicyMask = random.Next(3) == 0 ? Between(0, 0.3) : null,
            OffPolicyMaskUsesRollout = random.Next(4) == 0,
            UsePolicyWeights = random.Next(2) == 0,
            ReferencePolicyKlPenalty = random.Next(2) * 0.4,
            ReferencePolicyKlType = One<KlEstimator>(),
            KlWeight = One<KlWeight>(),
            KlGradient = One<KlGradient>(),
            KlInputClampValue = Maybe(Between(0.5, 2)),
            KlOutputClampValue = Maybe(Between(0.3, 2)),
            EntropyCoefficient = entropy,
            UseEntropyWeights = entropy > 0 && random.Next(2) == 0,
            PositiveExampleNllWeight = random.Next(2) * 0.5,
        };

        double Between(double least, double most) => least + (most - least) * random.NextDouble();

        T One<T>()
            where T : struct, Enum => Enum.GetValues<T>() is var values ? values[random.Next(values.Length)] : default;

        T? Maybe<T>(T value)
            where T : struct => random.Next(2) == 0 ? value : null;
    }
}
