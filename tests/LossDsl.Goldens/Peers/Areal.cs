namespace LossDsl.Goldens.Peers;

/// <summary>AReaL's decoupled PPO: the ratio is relative to a proximal policy, the correction to the behavior policy.</summary>
internal static class Areal
{
    /// <summary><c>ppo_actor_loss_fn</c>.</summary>
    public static PeerOutcome Ppo(PeerCase peer)
    {
        var options = peer.Options();
        var y = peer.Leaf("logprobs");
        var call = Call(peer, y, "proximal_logprobs");
        var rows = peer.Find("cu_seqlens") is { } ends ? Rows.From(ends) : null;
        if (rows is not null)
            call = rows.Padded(call);
        if (options.Section("rejection_sampling") is { } rejection)
            call = Rejected(call, rows?.Padded(peer.GetTensor("old_logprobs")) ?? peer.GetTensor("old_logprobs"), rejection);
        var isSequence = options.Text("importance_sampling_level") == "sequence";
        if (isSequence)
            call = call with { Advantages = RowMeans(call) };
        var own = call.Mask.sum().ToDouble();
        var (loss, _) = (call with { Tokens = Math.Max(own, 1) }).Compute(Clip(options) with
        {
            RatioLevel = isSequence ? RatioLevel.Sequence : null,
        });
        return PeerOutcome.FromLoss(loss, "logprobs", y);
    }

    /// <summary>The second-moment mask (M2PO), then the same loss.</summary>
    public static PeerOutcome SecondMoment(PeerCase peer)
    {
        var options = peer.Options();
        var y = peer.Leaf("logprobs");
        var call = Call(peer, y, "proximal_logprobs");
        var mask = RolloutCorrection.MaskBySecondMoment(
            call.Previous!, peer.GetTensor("old_logprobs"), call.Mask, options.Number("m2_threshold", 1));
        var (loss, _) = (call with { Mask = mask, Tokens = Math.Max(mask.sum().ToDouble(), 1) }).Compute(Clip(options));
        return new PeerOutcome { Loss = loss, Leaves = { ["logprobs"] = [y] }, Outputs = { ["loss_mask"] = [mask.to(@bool)] } };
    }

    /// <summary>SAPO.</summary>
    public static PeerOutcome Sapo(PeerCase peer)
    {
        var options = peer.Options();
        var y = peer.Leaf("logprobs");
        var call = Call(peer, y, "old_logprobs");
        var isSequence = options.Text("importance_sampling_level") == "sequence";
        if (isSequence)
            call = call with { Advantages = RowMeans(call) };
        var (loss, _) = (call with { Tokens = Math.Max(call.Mask.sum().ToDouble(), 1) }).Compute(new()
        {
            Objective = PolicyObjective.Sapo,
            SapoTemperaturePositive = options.Number("tau_pos", 1),
            SapoTemperatureNegative = options.Number("tau_neg", 1.05),
            RatioLevel = isSequence ? RatioLevel.Sequence : null,
        });
        return PeerOutcome.FromLoss(loss, "logprobs", y);
    }

    private static PolicyCall Call(PeerCase peer, Tensor y, string previous) =>
        new(y, peer.Float("loss_mask"), peer.GetTensor("advantages")) { Previous = peer.GetTensor(previous) };

    private static PolicyGradientLossConfig Clip(PeerOptions options)
    {
        var clip = options.Number("eps_clip", 0.2);
        return new()
        {
            RatioLowerBound = 1 - clip,
            RatioUpperBound = 1 + options.Number("eps_clip_higher", clip),
            DualClip = options.Number("c_clip"),
        };
    }

    private static Tensor RowMeans(PolicyCall call)
    {
        var means = (call.Advantages * call.Mask).sum(1, keepdim: true) / call.Mask.sum(1, keepdim: true).clamp_min(1);
        return means.expand_as(call.Advantages).contiguous();
    }

    private static PolicyCall Rejected(PolicyCall call, Tensor behaviour, PeerOptions options)
    {
        var metric = options.Text("metric") ?? "ratio";
        var isSequence = options.Text("level") == "sequence";
        var isMask = options.Text("action") != "clamp";
        var (lower, upper) = (options.Number("lower"), options.Number("upper", 5));
        if (!isMask && metric != "ratio")
            throw new NotSupportedException("a weight that is cut to the bounds of a divergence");
        var isRatio = metric == "ratio";
        var aggregate = !isSequence ? CorrectionLevel.Token : options.Text("agg") switch
        {
            "sum" => CorrectionLevel.Sequence,
            "max" => CorrectionLevel.SequenceMaximum,
            _ => CorrectionLevel.SequenceMean,
        };
        var weightLevel = isRatio && isSequence ? CorrectionLevel.SequenceMean : CorrectionLevel.Token;
        var tokens = call.Mask.sum().ToDouble();
        var weighed = RolloutCorrection.Compute(call.Previous!, behaviour, call.Mask, new()
        {
            CorrectionLevel = weightLevel,
            CorrectionLowerBound = isMask ? null : lower,
            CorrectionUpperBound = isMask ? null : upper,
        });
        call = call with { Weights = weighed.Weights, Tokens = tokens };
        if (!isMask)
            return call;
        // Its divergences are those of the proximal policy from the behavior policy, so the arguments are swapped.
        var (first, second) = isRatio ? (call.Previous!, behaviour) : (behaviour, call.Previous!);
        var kept = RolloutCorrection.Compute(first, second, call.Mask, new()
        {
            RejectionStatistic = metric switch
            {
                "kl_k1" => RejectionStatistic.K1,
                "kl_k2" => RejectionStatistic.K2,
                "kl_k3" => RejectionStatistic.K3,
                _ => RejectionStatistic.Ratio,
            },
            RejectionLevel = aggregate,
            RejectionLowerBound = lower,
            RejectionUpperBound = upper,
        });
        return call with { Weights = weighed.Weights * (kept.Mask != 0).to(float32) };
    }

    /// <summary>Packed sequences as rows.</summary>
    private sealed record Rows(long[] Ends)
    {
        public static Rows From(Tensor ends) => new([.. ends.to(int64).data<long>()]);

        public PolicyCall Padded(PolicyCall call) => call with
        {
            Logprobs = Padded(call.Logprobs),
            Mask = Padded(call.Mask),
            Advantages = Padded(call.Advantages),
            Previous = Padded(call.Previous!),
        };

        public Tensor Padded(Tensor packed)
        {
            var flat = packed.view(-1);
            var longest = Ends.Zip(Ends.Skip(1), (from, to) => to - from).Max();
            return stack([.. Ends.Zip(Ends.Skip(1), (from, to) =>
                cat([flat.narrow(0, from, to - from), zeros(longest - (to - from), dtype: flat.dtype)]))]);
        }
    }
}
