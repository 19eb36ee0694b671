using System.Globalization;

namespace LossDsl.Goldens.Peers;

/// <summary>verl's rollout corrections. Its diagnostic metrics are not compared.</summary>
internal static class VerlRollout
{
    private const double Clamp = 20;

    /// <summary>The weights, the mask or both.</summary>
    public static PeerOutcome Compute(PeerCase peer)
    {
        var mask = peer.Float("response_mask");
        var (previous, rollout) = peer.Find("log_ratio") is { } ratio
            ? (ratio, zeros_like(ratio))
            : (peer.GetTensor("old_log_prob"), peer.GetTensor("rollout_log_prob"));
        var options = peer.Options();
        var outcome = new PeerOutcome();
        if (Weights(previous, rollout, mask, options) is { } weights)
            (outcome.Outputs["weights"], outcome.Outputs["rollout_is_weights"]) = ([weights], [weights]);
        var kept = Mask(previous, rollout, mask, options);
        (outcome.Outputs["mask"], outcome.Outputs["modified_response_mask"]) = ([kept], [kept]);
        return outcome;
    }

    /// <summary>The loss with the rollout policy in place of the previous one (bypass mode).</summary>
    public static PeerOutcome Bypass(PeerCase peer)
    {
        var correction = peer.Options("policy_loss").Section("rollout_correction")!;
        var y = peer.Leaf("log_prob");
        var (rollout, mask) = (peer.GetTensor("old_log_prob"), peer.Float("response_mask"));
        var isReinforce = correction.Text("loss_type") == "reinforce";
        var call = new PolicyCall(y, Mask(y.detach(), rollout, mask, correction), peer.GetTensor("advantages"))
        {
            Previous = rollout,
            Weights = isReinforce ? Weights(y.detach(), rollout, mask, correction) : null,
        };
        return VerlPolicy.Compute(peer, call, isReinforce ? "reinforce" : "vanilla");
    }

    private static Tensor? Weights(Tensor previous, Tensor rollout, Tensor mask, PeerOptions options)
    {
        if (options.Text("rollout_is") is not { } level)
            return null;
        var bounds = (options.Raw("rollout_is_threshold") ?? "2.0").Split('_').Select(Number).ToArray();
        var corrected = RolloutCorrection.Compute(previous, rollout, mask, new()
        {
            CorrectionLevel = level == "token" ? CorrectionLevel.Token : CorrectionLevel.Sequence,
            CorrectionBound = bounds.Length > 1 ? CorrectionBound.Mask : CorrectionBound.Clamp,
            CorrectionLowerBound = bounds.Length > 1 ? bounds[0] : null,
            CorrectionUpperBound = bounds[^1],
            NormalizeWeights = options.Flag("rollout_is_batch_normalize"),
            LogRatioClamp = Clamp,
        });
        return corrected.Weights * mask;
    }

    private static Tensor Mask(Tensor previous, Tensor rollout, Tensor mask, PeerOptions options)
    {
        var criteria = (options.Text("rollout_rs") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToArray();
        if (criteria.Length == 0)
            return mask;
        var thresholds = (options.Raw("rollout_rs_threshold") ?? "").Split(',', StringSplitOptions.TrimEntries);
        var kept = mask;
        for (var i = 0; i < criteria.Length; i++)
        {
            var threshold = thresholds.Length > 1 ? thresholds[i] : thresholds[0];
            // All criteria are computed over the same tokens.
            kept = kept * (RolloutCorrection.Compute(previous, rollout, mask, Criterion(criteria[i], threshold)).Mask != 0).to(float32);
        }

        return kept;
    }

    private static RolloutCorrectionConfig Criterion(string name, string threshold)
    {
        var (kind, bounds) = (name[^2..], threshold.Split('_').Select(Number).ToArray());
        var config = new RolloutCorrectionConfig
        {
            RejectionStatistic = kind switch
            {
                "k1" => RejectionStatistic.K1,
                "k2" => RejectionStatistic.K2,
                _ => RejectionStatistic.K3,
            },
            RejectionLevel = name.Split('_') switch
            {
                ["seq", "sum", ..] => CorrectionLevel.Sequence,
                ["seq", "mean", ..] => CorrectionLevel.SequenceMean,
                ["seq", "max", ..] => CorrectionLevel.SequenceMaximum,
                _ => CorrectionLevel.Token,
            },
            RejectionUpperBound = bounds[^1],
            LogRatioClamp = Clamp,
        };
        // The bounds of k1 are bounds of the ratio.
        return kind != "k1" ? config : config with
        {
            RejectionLowerBound = Math.Log(bounds.Length > 1 ? bounds[0] : 1 / bounds[0]), RejectionUpperBound = Math.Log(bounds[^1]),
        };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
