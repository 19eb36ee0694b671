namespace LossDsl.Goldens.Peers;

/// <summary>ROLL's correction for the mismatch between trainer and inference engine, per token and per sequence.</summary>
internal static class RollCorrection
{
    /// <summary>Weights and mask.</summary>
    public static PeerOutcome Compute(PeerCase peer)
    {
        var options = peer.Options();
        var (previous, rollout, mask) = (peer.GetTensor("old_log_probs"), peer.GetTensor("infer_log_probs"), peer.Float("response_mask"));
        var weight = options.Section("is_weight");
        var weights = ones_like(previous);
        if (weight?.Flag("enabled") == true)
        {
            var level = Level(weight.Text("weight_type"));
            // It returns the weights of masked tokens as well. Those of a sequence are all equal.
            weights = RolloutCorrection.Compute(previous, rollout, Little(mask), new()
            {
                CorrectionLevel = level, CorrectionUpperBound = weight.Number("upper_bound"),
            }).Weights;
        }

        var kept = ones_like(mask);
        foreach (var filter in options.Sections("filters").Where(filter => filter.Flag("enabled")))
        {
            if (filter.Flag("diff_enabled"))
                throw new NotSupportedException("bounds of the difference of probabilities");
            if (!filter.Flag("ratio_enabled", true))
                continue;
            kept *= (RolloutCorrection.Compute(previous, rollout, Little(mask), new()
            {
                RejectionStatistic = RejectionStatistic.Ratio,
                RejectionLevel = Level(filter.Text("agg_type")),
                RejectionLowerBound = filter.Number("ratio_low", 0.8),
                RejectionUpperBound = filter.Number("ratio_high", 1.2),
            }).Mask != 0).to(float32);
        }

        return new PeerOutcome { Outputs = { ["is_weight"] = [weights], ["filter_mask"] = [kept] } };
    }

    private static Tensor Little(Tensor mask) => mask.masked_fill(mask == 0, 1e-30);

    private static CorrectionLevel Level(string? name) => name switch
    {
        "sequence" => CorrectionLevel.Sequence,
        "geometric" => CorrectionLevel.SequenceMean,
        "segment" => throw new NotSupportedException("segments of consecutive tokens"),
        _ => CorrectionLevel.Token,
    };
}
