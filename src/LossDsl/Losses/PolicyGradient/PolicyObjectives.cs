namespace LossDsl;

/// <summary>The policy term of a token, objective by objective, for <see cref="PolicyGradientLoss"/> and losses like it.</summary>
/// <remarks>
/// <c>y</c> is the log-probability of the token, <c>A</c> its advantage, <c>r</c> the ratio of the policy, <c>d</c> the logarithm of it.
/// Without an advantage there is no loss, be the ratio infinite.
/// </remarks>
public static class PolicyObjectives
{
    // Beyond this argument the sigmoid is 1 in float64, and its derivative 0.
    private const double Saturation = 80;

    /// <summary>
    /// The clipped surrogate of PPO: <c>-A * min(r, upper)</c> where the advantage is positive, <c>-A * max(r, lower)</c> where
    /// it is negative, and there with dual clip at most <c>-A * c</c>.
    /// </summary>
    /// <param name="ratio">The ratio <c>r</c>.</param>
    /// <param name="advantages">The advantage <c>A</c>.</param>
    /// <param name="lower">The lower bound of the ratio.</param>
    /// <param name="upper">Its upper bound.</param>
    /// <param name="dualClip">The bound <c>c</c> (arXiv:1912.09729; INTELLECT-2's δ, arXiv:2505.07291); null for none.</param>
    public static Term PpoClip(Term ratio, Term advantages, Term lower, Term upper, double? dualClip)
    {
        var (gains, loses) = (advantages > 0, advantages < 0);
        var (isAbove, isBelow) = (gains & ratio > upper, loses & ratio < lower);
        var surrogate = Term.Select(isAbove, -advantages * upper, Term.Select(isBelow, -advantages * lower, Linear(ratio, advantages)));
        return dualClip is { } c ? Term.Select(loses & ratio > c, -advantages * c, surrogate) : surrogate;
    }

    /// <summary><c>-A * x</c>: importance sampling for <c>x = r</c>, REINFORCE for <c>x = y</c>. NaN shows.</summary>
    /// <param name="x">The ratio or the log-probability.</param>
    /// <param name="advantages">The advantage <c>A</c>.</param>
    public static Term Linear(Term x, Term advantages)
    {
        var isNothing = Term.AreEqual(advantages, 0) & Term.AreEqual(Term.Abs(x), double.PositiveInfinity);
        return Term.Select(isNothing, 0, -advantages * x);
    }

    /// <summary><c>-A * w * y</c>, the gradient through <c>y</c> alone; nothing where <c>A</c> or <c>w</c> is 0.</summary>
    /// <param name="logprob">The log-probability <c>y</c>.</param>
    /// <param name="advantages">The advantage <c>A</c>.</param>
    /// <param name="weight">The weight <c>w</c>.</param>
    public static Term Score(Term logprob, Term advantages, Term weight)
    {
        var constant = Term.StopGradient(weight);
        var isNothing = Term.AreEqual(advantages, 0) | Term.AreEqual(constant, 0);
        return Term.Select(isNothing, 0, -(advantages * constant) * logprob);
    }

    /// <summary>SAPO, arXiv:2511.20347: <c>-A * 4 / τ * sigmoid(τ * (r - 1))</c>.</summary>
    /// <param name="ratio">The ratio <c>r</c>.</param>
    /// <param name="advantages">The advantage <c>A</c>.</param>
    /// <param name="positive">The temperature <c>τ</c> where the advantage is positive.</param>
    /// <param name="negative">That elsewhere.</param>
    public static Term Sapo(Term ratio, Term advantages, double positive, double negative)
    {
        return -advantages * Term.Select(advantages > 0, Gate(positive), Gate(negative));

        Term Gate(double temperature) => 4 / temperature * Term.Sigmoid(Term.Min(temperature * (ratio - 1), Saturation));
    }

    /// <summary>
    /// GMPO, arXiv:2507.20673: <c>-mean(A) * exp(mean(e))</c> over the sequence, where <c>e</c> is <c>d</c> clipped above for a
    /// positive and below for a negative advantage.
    /// </summary>
    /// <param name="logRatio">The logarithm <c>d</c> of the token's ratio.</param>
    /// <param name="advantages">The advantage <c>A</c>.</param>
    /// <param name="lower">The lower bound of the token's ratio.</param>
    /// <param name="upper">Its upper bound.</param>
    public static Term Gmpo(Term logRatio, Term advantages, double lower, double upper)
    {
        var clipped = Term.Select(
            advantages > 0,
            Term.Min(logRatio, Math.Log(upper)),
            Term.Select(advantages < 0, Term.Max(logRatio, Math.Log(lower)), 0));
        return -Term.SequenceMean(advantages) * Term.Exp(Term.SequenceMean(clipped));
    }

    /// <summary>
    /// The weight of VESPO, arXiv:2602.10693: <c>w^k * exp(λ - λ * w)</c> with the sequence's ratio <c>w</c> between 1e-8 and e^20.
    /// </summary>
    /// <param name="logRatio">The logarithm of the sequence's ratio.</param>
    /// <param name="advantages">The advantage.</param>
    /// <param name="positive"><c>k</c> and <c>λ</c> where the advantage is not negative.</param>
    /// <param name="negative">Those where it is.</param>
    public static Term VespoWeight(Term logRatio, Term advantages, (double K, double Lambda) positive, (double K, double Lambda) negative)
    {
        var bounded = Term.Clamp(logRatio, Math.Log(1e-8), 20);
        return Term.Select(advantages >= 0, Density(positive), Density(negative));

        Term Density((double K, double Lambda) shape) =>
            Term.FiniteOrZero(Term.Exp(shape.Lambda + shape.K * bounded - shape.Lambda * Term.Exp(bounded)));
    }

    /// <summary>
    /// Where DPPO, arXiv:2602.04879, keeps a token: its probability has not moved by more than a threshold in the direction in
    /// which the advantage pushes it.
    /// </summary>
    /// <param name="logprob">The log-probability of the token.</param>
    /// <param name="denominator">That of the policy that it is compared with.</param>
    /// <param name="advantages">The advantage.</param>
    /// <param name="lower">The threshold of falling probability.</param>
    /// <param name="upper">That of rising probability.</param>
    public static Condition IsInTotalVariation(Term logprob, Term denominator, Term advantages, double lower, double upper)
    {
        var moved = Term.Exp(logprob) - Term.Exp(denominator);
        return (advantages > 0 & moved <= upper) | (advantages <= 0 & moved >= -lower);
    }

    /// <summary>
    /// The same by the divergence of "this token or another one": <c>p' (y' - y) + (1 - p') log((1 - p' + 1e-8) / (1 - p + 1e-8))</c>.
    /// </summary>
    /// <inheritdoc cref="IsInTotalVariation"/>
    public static Condition IsInDivergence(Term logprob, Term denominator, Term advantages, double lower, double upper)
    {
        const double Least = 1e-8;
        var (p, previous) = (Term.Exp(logprob), Term.Exp(denominator));
        var divergence = previous * (denominator - logprob) + (1 - previous) * Term.Log((1 - previous + Least) / (1 - p + Least));
        return (advantages > 0 & (divergence <= upper | p <= previous)) | (advantages <= 0 & (divergence <= lower | p >= previous));
    }

    /// <summary>TOPR, arXiv:2503.14286: <c>-A * y</c> for answers with a positive reward, <c>-A * min(r, 1) * y</c> for others.</summary>
    /// <param name="logprob">The log-probability <c>y</c>.</param>
    /// <param name="ratio">The ratio <c>r</c>.</param>
    /// <param name="advantages">The advantage <c>A</c>.</param>
    /// <param name="rewards">The reward of the answer.</param>
    /// <param name="positive">What positive answers weigh.</param>
    /// <param name="negative">What others weigh.</param>
    public static Term Topr(Term logprob, Term ratio, Term advantages, Term rewards, double positive, double negative) =>
        Score(logprob, advantages, Term.Select(rewards > 0, positive, negative * Term.Min(ratio, 1)));
}
