namespace LossDsl.Goldens.Peers;

/// <summary>KL estimators per token.</summary>
internal static class PeerKl
{
    private const double Input = 20;
    private const double Output = 10;

    /// <summary>verl's <c>kl_penalty</c>.</summary>
    public static PeerOutcome Verl(PeerCase peer)
    {
        var y = peer.Leaf("log_prob");
        return PeerOutcome.FromLoss(Penalty(y, peer.GetTensor("ref_log_prob"), peer.Options().Text("kl_penalty")!), "log_prob", y);
    }

    /// <summary>The estimator with a name of verl.</summary>
    public static Tensor Penalty(Tensor policy, Tensor reference, string name)
    {
        var gradient = name.EndsWith('+') ? KlGradient.StraightThrough : KlGradient.Estimate;
        return name.TrimEnd('+') switch
        {
            "kl" or "k1" => KlPenalty.Compute(policy, reference, KlEstimator.K1, gradient),
            "abs" => KlPenalty.Compute(policy, reference, KlEstimator.Absolute, gradient),
            "mse" or "k2" => KlPenalty.Compute(policy, reference, KlEstimator.K2, gradient),
            "low_var_kl" or "k3" => KlPenalty.Compute(policy, reference, KlEstimator.K3, gradient, Input, Output),
            _ => throw new UsageException($"verl has no kl_penalty '{name}'"),
        };
    }
}
