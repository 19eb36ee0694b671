using System.ComponentModel.DataAnnotations;

namespace LossDsl;

/// <summary>Configuration of <see cref="ClippedPGLossFn"/>.</summary>
[LossConfig]
public sealed partial record ClippedPGLossConfig
{
    /// <summary>Weight of the divergence from the reference policy (β of GRPO); 0 turns the term off.</summary>
    [Range(0, LossWeight.MaxValue)]
    public required double ReferencePolicyKlPenalty { get; init; }

    /// <summary>How far below 1 the ratio counts: its lower bound is <c>1 - ratio_clip_min</c> (ε of PPO).</summary>
    [Range(0, 1)]
    public required double RatioClipMin { get; init; }

    /// <summary>How far above 1 the ratio counts: its upper bound is <c>1 + ratio_clip_max</c> (DAPO's ε_high);
    /// infinity for none.</summary>
    [Range(0, double.PositiveInfinity)]
    public required double RatioClipMax { get; init; }

    /// <summary>The dual-clip bound of the ratio where the advantage is negative (arXiv:1912.09729); null turns it off.</summary>
    [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)]
    public required double? RatioClipC { get; init; }

    /// <summary>Whether the divergence is weighted by the policy over the generating engine, token by token.</summary>
    public required bool UseOnPolicyKlApproximation { get; init; }

    /// <summary>
    /// Whether the weight of the divergence carries a gradient: the score-function term that the divergence of the policy
    /// itself has, since its samples depend on the policy too (arXiv:2506.09477). Without it the gradient is that of the
    /// per-token estimate alone.
    /// </summary>
    public bool UseKlScoreFunctionGradient { get; init; }

    /// <summary>Whether the policy term is weighted by the previous policy over the generating engine, token by token.</summary>
    public required bool UseImportanceSamplingCorrection { get; init; }

    /// <summary>Whether all tokens weigh the same (true), or all sequences (false).</summary>
    public required bool TokenLevelLoss { get; init; }

    /// <summary>Whether the log-probability itself stands in place of the ratio: REINFORCE, RLOO (arXiv:2402.14740).</summary>
    public bool DisablePpoRatio { get; init; }
}
