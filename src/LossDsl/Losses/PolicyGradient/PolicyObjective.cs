namespace LossDsl;

/// <summary>
/// The objective of the policy term of <see cref="PolicyGradientLoss"/>; <see cref="PolicyObjectives"/> has the formulas.
/// </summary>
public enum PolicyObjective
{
    /// <summary>The clipped surrogate of PPO (arXiv:1707.06347), with DAPO's two bounds, and dual clip or INTELLECT-2's cap.</summary>
    PpoClip,

    /// <summary>
    /// The log-probability weighted by the clipped ratio, so that every token keeps its gradient (CISPO, arXiv:2506.13585).
    /// </summary>
    Cispo,

    /// <summary>A soft gate of the ratio instead of a clip (SAPO, arXiv:2511.20347).</summary>
    Sapo,

    /// <summary>The geometric mean of a sequence's clipped ratios (GMPO, arXiv:2507.20673).</summary>
    Gmpo,

    /// <summary>The log-probability weighted by a gamma density of the sequence's ratio (VESPO, arXiv:2602.10693).</summary>
    Vespo,

    /// <summary>A mask instead of a clip: tokens whose probability left a trust region are dropped (DPPO, arXiv:2602.04879).</summary>
    TrustRegion,

    /// <summary>
    /// The log-probability for responses with a positive reward; for others weighted by the ratio, at most 1 (TOPR, arXiv:2503.14286).
    /// </summary>
    Topr,

    /// <summary>The log-probability weighted by the ratio, dropped where the ratio is out of bounds (GLM-5, arXiv:2602.15763).</summary>
    CalibratedImportance,

    /// <summary>The log-probability times the advantage: REINFORCE, GPG (arXiv:2504.02546).</summary>
    Reinforce,

    /// <summary>The clipped surrogate without the selected tokens of large covariance (Clip-Cov, arXiv:2505.22617).</summary>
    ClipCov,

    /// <summary>The ratio, with a penalty on the selected tokens of large covariance (KL-Cov, arXiv:2505.22617).</summary>
    KlCov,
}
