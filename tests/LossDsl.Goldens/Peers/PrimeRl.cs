namespace LossDsl.Goldens.Peers;

/// <summary>prime-rl's losses: plain sums over one sequence.</summary>
internal static class PrimeRl
{
    private const double ReferenceRegion = 0.2;
    private const double ReferencePenalty = 1e-3;

    /// <summary>The default loss, which is based on the total variation.</summary>
    public static PeerOutcome Default(PeerCase peer) => One(peer, sequence => DefaultLoss(sequence, peer.Options()));

    /// <summary>The loss with a symmetric mask.</summary>
    public static PeerOutcome Ipo(PeerCase peer)
    {
        var threshold = peer.Options().Number("ipo_threshold", 0.1);
        return One(peer, sequence => Masked(sequence, peer.Options(), TrustRegion.Symmetric, threshold, threshold));
    }

    /// <summary>The policy gradient of the KL divergence from a reference.</summary>
    public static PeerOutcome ReferenceKl(PeerCase peer) => One(peer, ReferenceLoss);

    /// <summary>Cross entropy.</summary>
    public static PeerOutcome CrossEntropy(PeerCase peer) => One(peer, CrossEntropyLoss);

    /// <summary>All three losses together, each with weights of its own.</summary>
    public static PeerOutcome Components(PeerCase peer)
    {
        var options = peer.Options();
        Tensor[] leaves = [.. peer.List("trainer_logprobs").Select(tensor => tensor.requires_grad_())];
        var (rollouts, masks) = (peer.List("inference_logprobs"), peer.List("loss_mask"));
        var total = zeros([]);
        for (var i = 0; i < leaves.Length; i++)
        {
            var sequence = new Sequence(leaves[i], rollouts[i], masks[i].to(float32), null)
            {
                Advantages = At("advantages"), Reference = At("ref_logprobs"),
            };
            Add(At("rl_weights_stream"), onMask: true, s => DefaultLoss(s, options.Section("loss")!), options.Number("rl_scale", 1));
            Add(At("ce_weights_stream"), onMask: false, CrossEntropyLoss, options.Number("ce_scale", 1));
            Add(At("ref_kl_weights_stream"), onMask: false, ReferenceLoss, options.Number("ref_kl_scale", 1));

            Tensor? At(string name) => peer.IsList(name) ? peer.List(name)[i] : null;

            void Add(Tensor? stream, bool onMask, Func<Sequence, Tensor> loss, double scale)
            {
                if (stream is null)
                    return;
                var set = (stream != 0).to(float32);
                if (onMask)
                    set *= sequence.Mask;
                if (set.sum().ToDouble() > 0)
                    total += loss(sequence with { Mask = set, Weights = stream }) / scale;
            }
        }

        return new PeerOutcome { Loss = total, Leaves = { ["trainer_logprobs"] = leaves } };
    }

    private static PeerOutcome One(PeerCase peer, Func<Sequence, Tensor> loss)
    {
        var y = peer.Leaf("trainer_logprobs");
        var sequence = new Sequence(y, peer.GetTensor("inference_logprobs"), peer.Float("loss_mask"), peer.Find("loss_weights"))
        {
            Advantages = peer.Find("advantages"), Reference = peer.Find("ref_logprobs"),
        };
        return PeerOutcome.FromLoss(loss(sequence), "trainer_logprobs", y);
    }

    private static Tensor DefaultLoss(Sequence sequence, PeerOptions options) => Masked(
        sequence, options, TrustRegion.TotalVariation, options.Number("dppo_mask_low", 0.2), options.Number("dppo_mask_high", 0.2));

    private static Tensor Masked(Sequence sequence, PeerOptions options, TrustRegion region, double lower, double upper) => sequence.Compute(
        sequence.Advantages! * options.Number("adv_tau", 1),
        new()
        {
            Objective = PolicyObjective.TrustRegion,
            TrustRegion = region,
            TrustRegionLower = lower,
            TrustRegionUpper = upper,
            LogRatioPenalty = options.Number("kl_tau", ReferencePenalty),
        });

    // Its mask has no upper bound, because the difference of two probabilities is never greater than 1.
    private static Tensor ReferenceLoss(Sequence sequence)
    {
        var advantages = (sequence.Reference! - sequence.Logprobs).detach();
        var isFar = (sequence.Logprobs.detach().exp() - sequence.Rollout.exp()) < -ReferenceRegion;
        var config = new PolicyGradientLossConfig
        {
            RatioLowerBound = 0, RatioUpperBound = double.PositiveInfinity, LogRatioPenalty = ReferencePenalty,
        };
        return sequence.Compute(advantages.masked_fill(isFar, 0), config);
    }

    private static Tensor CrossEntropyLoss(Sequence sequence) =>
        sequence.Compute(ones_like(sequence.Logprobs).detach(), new() { Objective = PolicyObjective.Reinforce });

    private sealed record Sequence(Tensor Logprobs, Tensor Rollout, Tensor Mask, Tensor? Weights)
    {
        public Tensor? Advantages { get; init; }

        public Tensor? Reference { get; init; }

        public Tensor Compute(Tensor advantages, PolicyGradientLossConfig config)
        {
            var call = new PolicyCall(Logprobs.unsqueeze(0), Mask.unsqueeze(0), advantages.unsqueeze(0))
            {
                Previous = Rollout.unsqueeze(0), Weights = Weights?.unsqueeze(0),
            };
            return call.Compute(config with { Reduction = PolicyReduction.TokenSum }).Loss;
        }
    }
}
