namespace LossDsl.Goldens.Peers;

/// <summary>ROLL's policy losses.</summary>
internal static class Roll
{
    /// <summary><c>loss_func</c> of its actor.</summary>
    public static PeerOutcome Policy(PeerCase peer, string variant)
    {
        var options = peer.Options();
        var y = peer.Leaf("log_probs");
        var mask = peer.Float("response_mask");
        var call = new PolicyCall(y, mask, peer.GetTensor("advantages"))
        {
            Previous = peer.GetTensor("old_log_probs"),
            Reference = peer.Find("ref_log_probs"),
            Rewards = peer.Find("scores"),
            Weights = options.Flag("is_weight_enabled") ? peer.Find("train_infer_is_weight") : null,
        };
        var rows = RowWeights(mask, options);
        var weighed = call with { Weights = (call.Weights ?? ones_like(mask)) * rows.unsqueeze(-1) };
        var loss = Aggregate(weighed, options, Config(options, variant));
        if (options.Flag("use_kl_loss") && options.Number("kl_loss_coef", 0) is var coefficient && coefficient != 0)
        {
            var kl = new PolicyGradientLossConfig
            {
                Objective = PolicyObjective.Reinforce, ReferencePolicyKlPenalty = 1, KlOutputClampValue = 10,
            };
            loss += coefficient * Aggregate(call with { Advantages = zeros_like(call.Advantages), Weights = null }, options, kl);
        }

        loss *= options.Number("rl_loss_coef", 1);
        return PeerOutcome.FromLoss(loss, "log_probs", y);
    }

    /// <summary><c>agg_loss</c> alone.</summary>
    public static PeerOutcome Aggregation(PeerCase peer)
    {
        var losses = peer.Leaf("loss_mat");
        var mask = peer.Float("loss_mask");
        var call = PeerAggregation.Call(losses, mask);
        if (peer.Find("weights") is { } rows)
            call = call with { Weights = rows.unsqueeze(-1).expand_as(mask).contiguous() };
        return PeerOutcome.FromLoss(Aggregate(call, peer.Options(), new() { Objective = PolicyObjective.Reinforce }), "loss_mat", losses);
    }

    // Its token mean is over all positions, masked or not: a quirk that this library does not have.
    private static Tensor Aggregate(PolicyCall call, PeerOptions options, PolicyGradientLossConfig config)
    {
        var length = call.Mask.size(1);
        call = call with { Tokens = options.Number("batch_num_tokens"), Sequences = options.Number("global_valid_samples") ?? call.Mask.size(0) };
        return (options.Text("loss_agg_mode") ?? "seq-mean-token-mean") switch
        {
            "token-mean" => call.Compute(config with { Reduction = PolicyReduction.TokenMean }).Loss,
            "seq-mean-token-mean" => call.Compute(config with { Reduction = PolicyReduction.SequenceMeanOfTokenMeans }).Loss,
            "seq-mean-token-sum" => call.Compute(config with { Reduction = PolicyReduction.SequenceMeanOfTokenSums }).Loss,
            "seq-mean-token-sum-norm" => call.Compute(config with { Reduction = PolicyReduction.TokenSum }).Loss / length,
            var mode => throw new UsageException($"ROLL has no loss_agg_mode '{mode}'"),
        };
    }

    private static PolicyGradientLossConfig Config(PeerOptions options, string variant)
    {
        switch (variant)
        {
            case "vanilla":
                return new() { Objective = PolicyObjective.Reinforce };
            case "kimi15":
                return new() { Objective = PolicyObjective.Reinforce, LogRatioPenalty = options.Number("kimi15_tau", 0.1) / 2 };
            case "topr":
                return new()
                {
                    Objective = PolicyObjective.Topr,
                    ToprPositiveWeight = options.Number("topr_positive_weight", 1),
                    ToprNegativeWeight = options.Number("topr_negative_weight", 1),
                };
            case "tis":
                return new()
                {
                    Objective = PolicyObjective.Cispo,
                    RatioLowerBound = options.Number("tis_lower_bound", 0),
                    RatioUpperBound = options.Number("tis_upper_bound", 1),
                };
            case "cispo":
                return new()
                {
                    Objective = PolicyObjective.Cispo,
                    RatioLowerBound = 1 - options.Number("cispo_epsilon_low", 0.1),
                    RatioUpperBound = 1 + options.Number("cispo_epsilon_high", 0.1),
                    MaskClippedTokens = options.Flag("cispo_use_unified_mask"),
                };
            default:
                var clip = options.Number("pg_clip", 0.2);
                var hasRange = options.Flag("use_pg_clip_range");
                return new()
                {
                    RatioLowerBound = 1 - (hasRange ? options.Number("pg_clip_low", 0.2) : clip),
                    RatioUpperBound = 1 + (hasRange ? options.Number("pg_clip_high", 0.2) : clip),
                    DualClip = options.Flag("dual_clip_loss") ? 1 + 2 * clip : null,
                };
        }
    }

    private static Tensor RowWeights(Tensor mask, PeerOptions options)
    {
        const double Least = 1e-8;
        var weights = ones(mask.size(0));
        if (options.Flag("length_loss_weight"))
        {
            var lengths = mask.sum(1);
            weights = 1.5 - (lengths - lengths.min()) / (lengths.max() - lengths.min() + Least);
        }

        return weights * mask.size(0) / (weights.sum() + Least);
    }
}
