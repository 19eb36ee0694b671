namespace LossDsl.Goldens.Peers;

/// <summary>
/// Reductions of given token losses. REINFORCE with an advantage of -1 has the log-probability as its token loss.
/// </summary>
internal static class PeerAggregation
{
    private const double Little = 1e-30;

    private static readonly PolicyGradientLossConfig Identity = new() { Objective = PolicyObjective.Reinforce };

    /// <summary>verl's <c>agg_loss</c>.</summary>
    public static PeerOutcome Verl(PeerCase peer)
    {
        var losses = peer.Leaf("loss_mat");
        var mask = (peer.Find("loss_mask") ?? peer.GetTensor("response_mask")).to(float32);
        var (loss, _) = VerlAggregation.From(peer.Options(), Call(losses, mask)).Compute(Identity);
        return PeerOutcome.FromLoss(loss, "loss_mat", losses);
    }

    /// <summary>verl's entropy loss: the reduced entropies of logits.</summary>
    public static PeerOutcome Entropy(PeerCase peer)
    {
        var logits = peer.Leaf("logits");
        var mask = peer.Float("response_mask");
        var entropies = TokenEntropy.Compute(logits);
        var (loss, _) = VerlAggregation.From(peer.Options(), Call(entropies, mask)).Compute(Identity);
        return new PeerOutcome { Loss = loss, Leaves = { ["logits"] = [logits] }, Outputs = { ["token_entropy"] = [entropies.detach()] } };
    }

    /// <summary>
    /// SkyRL's reduction: scales advantages so that a plain sum is the mean. Here this is the gradient of the loss.
    /// </summary>
    public static PeerOutcome SkyRl(PeerCase peer)
    {
        var options = peer.Options();
        var (advantages, mask) = (peer.GetTensor("advantages"), peer.Float("loss_mask"));
        var (rows, mode) = (mask.size(0), options.Text("loss_reduction")!);
        // It scales masked tokens as well: here they get a tiny weight, which is divided out again.
        mask = mask.masked_fill((mask == 0).logical_and(mask.sum(1, keepdim: true) > 0), Little);
        var y = zeros_like(advantages).requires_grad_();
        var call = new PolicyCall(y, mask, advantages) { Previous = zeros_like(advantages), Samples = ones(rows) };
        Tensor loss;
        switch (mode)
        {
            case "token_mean":
                loss = call.Compute(Identity).Loss;
                break;
            case "token_mean_legacy":
                var step = (long)options.Number("micro_batch_size", 1);
                loss = zeros([]);
                for (var from = 0L; from < rows; from += step)
                {
                    var size = Math.Min(step, rows - from);
                    var part = new PolicyCall(y.narrow(0, from, size), mask.narrow(0, from, size), advantages.narrow(0, from, size))
                    {
                        Previous = zeros([size, mask.size(1)]), Samples = ones(size),
                    };
                    loss += part.Compute(Identity).Loss / (rows / (double)step);
                }

                break;
            case "sequence_mean":
                loss = call.Compute(Identity with { Reduction = PolicyReduction.SequenceMeanOfTokenMeans }).Loss;
                break;
            case "prompt_mean":
                var groups = zeros(rows, dtype: int64);
                foreach (var (bounds, prompt) in options.Ranges("prompt_boundaries").Select((bounds, prompt) => (bounds, prompt)))
                    groups.narrow(0, bounds[0], bounds[1] - bounds[0]).fill_(prompt);
                loss = (call with { Groups = groups }).Compute(Identity with { Reduction = PolicyReduction.PromptMean }).Loss;
                break;
            default:
                loss = call.Compute(Identity with { Reduction = PolicyReduction.Constant, ReductionLength = options.Number("max_seq_len", 1) }).Loss;
                break;
        }

        loss.backward();
        return new PeerOutcome { Outputs = { ["advantages"] = [(-y.grad! / mask).masked_fill(mask == 0, 0)] } };
    }

    /// <summary>A batch whose policy term equals the given losses.</summary>
    public static PolicyCall Call(Tensor losses, Tensor mask) =>
        new(losses, mask, -ones_like(losses).detach()) { Previous = zeros_like(losses).detach() };
}
