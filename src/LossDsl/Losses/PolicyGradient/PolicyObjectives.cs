namespace LossDsl;

/// <summary>The policy term of a token for each objective, for <see cref="PolicyGradientLoss"/> and custom losses.</summary>
/// <remarks>
/// <c>y</c> is the log-probability of the token, <c>A</c> its advantage, <c>r</c> the policy ratio, <c>d</c> the log of the ratio.
/// A token with advantage 0 has a loss of 0, even if the ratio is infinite.
/// </remarks>
public static class PolicyObjectives
{
    // Beyond this argument the sigmoid is 1 in float64, and its derivative is 0.
    private const double Saturation = 80;

    /// <summary>
    /// The clipped surrogate of PPO: <c>-A * min(r, upper)</c> for a positive advantage, <c>-A * max(r, lower)</c> for
    /// a negative advantage, which dual clip limits to <c>-A * c</c>.
    /// </summary>
    /// <param name="ratio">The ratio <c>r</c>.</param>
    /// <param name="advantages">The advantage <c>A</c>.</param>
    /// <param name="lower">The lower bound of the ratio.</param>
    /// <param name="upper">The upper bound of the ratio.</param>
    /// <param name="dualClip">The bound <c>c</c> (arXiv:1912.09729; INTELLECT-2's δ, arXiv:2505.07291); null for none.</param>
    public static Term PpoClip(Term ratio, Term advantages, Term lower, Term upper, double? dualClip)
    {
        var (gains, loses) = (advantages > 0, advantages < 0);
        var (isAbove, isBelow) = (gains & ratio > upper, loses & ratio < lower);
        var surrogate = Term.Select(isAbove, -advantages * upper, Term.Select(isBelow, -advantages * lower, Linear(ratio, advantages)));
        return dualClip is { } c ? Term.Select(loses & ratio > c, -advantages * c, surrogate) : surrogate;
    }

    /// <summary><c>-A * x</c>: importance sampling for <c>x = r</c>, REINFORCE for <c>x = y</c>. A NaN propagates.</summary>
    /// <param name="x">The ratio or the log-probability.</param>
    /// <param name="advantages">The advantage <c>A</c>.</param>
    public static Term Linear(Term x, Term advantages)
    {
        var isNothing = Term.AreEqual(advantages, 0) & Term.AreEqual(Term.Abs(x), double.PositiveInfinity);
        return Term.Select(isNothing, 0, -advantages * x);
    }

    /// <summary><c>-A * w * y</c> with a gradient through <c>y</c> only; 0 where <c>A</c> or <c>w</c> is 0.</summary>
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
    /// <param name="positive">The temperature <c>τ</c> for a positive advantage.</param>
    /// <param name="negative">The temperature <c>τ</c> for all other advantages.</param>
    public static Term Sapo(Term ratio, Term advantages, double positive, double negative)
    {
        return -advantages * Term.Select(advantages > 0, Gate(positive), Gate(negative));

        Term Gate(double temperature) => 4 / temperature * Term.Sigmoid(Term.Min(temperature * (ratio - 1), Saturation));
    }

    /// <summary>
    /// GMPO, arXiv:2507.20673: <c>-mean(A) * exp(mean(e))</c> over the sequence, where <c>e</c> is <c>d</c> clipped from above for a
    /// positive advantage and from below for a negative advantage.
    /// </summary>
    /// <param name="logRatio">The log <c>d</c> of the token's ratio.</param>
    /// <param name="advantages">The advantage <c>A</c>.</param>
    /// <param name="lower">The lower bound of the token's ratio.</param>
    /// <param name="upper">The upper bound of the token's ratio.</param>
    public static Term Gmpo(Term logRatio, Term advantages, double lower, double upper)
    {
        var clipped = Term.Select(
            advantages > 0,
            Term.Min(logRatio, Math.Log(upper)),
            Term.Select(advantages < 0, Term.Max(logRatio, Math.Log(lower)), 0));
        return -Term.SequenceMean(advantages) * Term.Exp(Term.SequenceMean(clipped));
    }

    /// <summary>
    /// The weight of VESPO, arXiv:2602.10693: <c>w^k * exp(λ - λ * w)</c> with the sequence's ratio <c>w</c> clamped to 1e-8 ... e^20.
    /// </summary>
    /// <param name="logRatio">The log of the sequence's ratio.</param>
    /// <param name="advantages">The advantage.</param>
    /// <param name="positive"><c>k</c> and <c>λ</c> for an advantage of at least 0.</param>
    /// <param name="negative"><c>k</c> and <c>λ</c> for a negative advantage.</param>
    public static Term VespoWeight(Term logRatio, Term advantages, (double K, double Lambda) positive, (double K, double Lambda) negative)
    {
        var bounded = Term.Clamp(logRatio, Math.Log(1e-8), 20);
        return Term.Select(advantages >= 0, Density(positive), Density(negative));

        Term Density((double K, double Lambda) shape) =>
            Term.FiniteOrZero(Term.Exp(shape.Lambda + shape.K * bounded - shape.Lambda * Term.Exp(bounded)));
    }

    /// <summary>
    /// The condition under which DPPO-TV, arXiv:2602.04879, keeps a token: its probability has not moved by more than a threshold in the
    /// direction of the advantage.
    /// </summary>
    /// <param name="logprob">The log-probability <c>y</c> of the token.</param>
    /// <param name="denominator">The log-probability <c>y'</c> of the token under the policy that it is compared with.</param>
    /// <param name="advantages">The advantage.</param>
    /// <param name="lower">The threshold for a falling probability.</param>
    /// <param name="upper">The threshold for a rising probability.</param>
    public static Condition IsInTotalVariation(Term logprob, Term denominator, Term advantages, double lower, double upper)
    {
        var moved = Term.Exp(logprob) - Term.Exp(denominator);
        return (advantages > 0 & moved <= upper) | (advantages <= 0 & moved >= -lower);
    }

    /// <summary>
    /// The condition under which DPPO-KL keeps a token, by the KL divergence of the binary choice "this token or another":
    /// <c>p' (y' - y) + (1 - p') log((1 - p' + 1e-8) / (1 - p + 1e-8))</c>.
    /// </summary>
    /// <inheritdoc cref="IsInTotalVariation"/>
    public static Condition IsInDivergence(Term logprob, Term denominator, Term advantages, double lower, double upper)
    {
        const double Least = 1e-8;
        var (p, previous) = (Term.Exp(logprob), Term.Exp(denominator));
        var divergence = previous * (denominator - logprob) + (1 - previous) * Term.Log((1 - previous + Least) / (1 - p + Least));
        return (advantages > 0 & (divergence <= upper | p <= previous)) | (advantages <= 0 & (divergence <= lower | p >= previous));
    }

    /// <summary>TOPR, arXiv:2503.14286: <c>-A * y</c> for responses with a positive reward, <c>-A * min(r, 1) * y</c> for others.</summary>
    /// <param name="logprob">The log-probability <c>y</c>.</param>
    /// <param name="ratio">The ratio <c>r</c>.</param>
    /// <param name="advantages">The advantage <c>A</c>.</param>
    /// <param name="rewards">The reward of the response.</param>
    /// <param name="positive">The weight of responses with a positive reward.</param>
    /// <param name="negative">The weight of other responses.</param>
    public static Term Topr(Term logprob, Term ratio, Term advantages, Term rewards, double positive, double negative) =>
        Score(logprob, advantages, Term.Select(rewards > 0, positive, negative * Term.Min(ratio, 1)));
}
