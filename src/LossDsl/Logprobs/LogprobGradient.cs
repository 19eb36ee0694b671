namespace LossDsl;

/// <summary>The gradient of token log-probabilities, and of entropies, with respect to logits, without an autograd graph.</summary>
internal static class LogprobGradient
{
    /// <summary>
    /// <c>dlogits = (onehot(ids) - p) * upstream</c>, with entropies <c>(onehot(ids) - p) * upstream[0] - p * (log(p) + H) *
    /// upstream[1]</c>; <c>p = softmax(logits)</c>.
    /// </summary>
    /// <param name="logits">One row per token. Shape <c>[N, V]</c>. May be overwritten.</param>
    /// <param name="ids">The target ids. Shape <c>[N]</c>.</param>
    /// <param name="absent">True where masked: bool, shape <c>[N]</c>. These rows of the gradient are 0.</param>
    /// <param name="upstream">
    /// The gradient of the loss with respect to each log-probability, shape <c>[N]</c>; with entropies <c>[2, N]</c>, those with
    /// respect to each entropy being the second.
    /// </param>
    /// <param name="dtype">The type of the computation and of the result.</param>
    /// <param name="curve">The softcap that produced the logits, to get the gradient of its input; null without a softcap.</param>
    public static Tensor Compute(
        Tensor logits, Tensor ids, Tensor absent, Tensor upstream, ScalarType dtype, SoftcapCurve? curve = null)
    {
        var withEntropies = upstream.dim() == 2;
        // The kernel writes the gradient in the type of the logits.
        if (FusedLogprobs.Accepts(logits) && logits.dtype == dtype)
            return withEntropies ? FusedLogprobs.GradientWithEntropiesInPlace(logits, ids, absent, upstream, curve)
                : curve is { } bound ? FusedSoftcap.GradientInPlace(logits, ids, absent, upstream, bound)
                : FusedLogprobs.GradientInPlace(logits, ids, absent, upstream);

        using var scope = NewDisposeScope();
        using var off = no_grad();
        var weights = Masked.Fill((withEntropies ? upstream.select(0, 0) : upstream).to(dtype), absent).unsqueeze(-1);
        var targets = ids.to(int64).masked_fill(absent, Scalars.Zero).unsqueeze(-1);
        var gradient = withEntropies
            ? OfEntropies(logits, absent, weights, Masked.Fill(upstream.select(0, 1).to(dtype), absent).unsqueeze(-1), dtype)
            : nn.functional.softmax(Masked.Fill(logits, absent.unsqueeze(-1)), -1, dtype).mul_(-weights);
        gradient.scatter_add_(-1, targets, weights);
        if (curve is { } bounding)
            gradient.mul_(Masked.Fill(bounding.DerivativeAt(logits), absent.unsqueeze(-1)));
        return gradient.MoveToOuterDisposeScope();
    }

    // -p * (weights + ofEntropies * (log(p) + H)).
    private static Tensor OfEntropies(Tensor logits, Tensor absent, Tensor weights, Tensor ofEntropies, ScalarType dtype)
    {
        var logprobs = Masked.Fill(logits, absent.unsqueeze(-1)).to(dtype).log_softmax(-1);
        var probabilities = logprobs.exp();
        var (finite, entropies) = EntropyTerms.Compute(logprobs, probabilities);
        return finite.add_(entropies).mul_(ofEntropies).add_(weights).mul_(probabilities).neg_();
    }
}
