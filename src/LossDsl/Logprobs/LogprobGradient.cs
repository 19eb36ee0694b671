namespace LossDsl;

/// <summary>The gradient of token log-probabilities with respect to logits, without an autograd graph.</summary>
internal static class LogprobGradient
{
    /// <summary><c>dlogits = (onehot(ids) - softmax(logits)) * upstream</c>.</summary>
    /// <param name="logits">One row per token. Shape <c>[N, V]</c>. May be overwritten.</param>
    /// <param name="ids">The target ids. Shape <c>[N]</c>.</param>
    /// <param name="absent">True for masked rows, whose gradient is 0. Bool, shape <c>[N]</c>.</param>
    /// <param name="upstream">The gradient of the loss with respect to each log-probability. Shape <c>[N]</c>.</param>
    /// <param name="dtype">The type of the computation and of the result.</param>
    /// <param name="curve">The softcap that produced the logits, to get the gradient of its input; null without a softcap.</param>
    public static Tensor Compute(
        Tensor logits, Tensor ids, Tensor absent, Tensor upstream, ScalarType dtype, SoftcapCurve? curve = null)
    {
        // The kernel writes the gradient in the type of the logits.
        if (FusedLogprobs.Accepts(logits) && logits.dtype == dtype)
            return curve is { } bound
                ? FusedSoftcap.GradientInPlace(logits, ids, absent, upstream, bound)
                : FusedLogprobs.GradientInPlace(logits, ids, absent, upstream);

        using var scope = NewDisposeScope();
        using var off = no_grad();
        var weights = Masked.Fill(upstream.to(dtype), absent).unsqueeze(-1);
        var targets = ids.to(int64).masked_fill(absent, Scalars.Zero).unsqueeze(-1);
        var gradient = nn.functional.softmax(Masked.Fill(logits, absent.unsqueeze(-1)), -1, dtype).mul_(-weights);
        gradient.scatter_add_(-1, targets, weights);
        if (curve is { } bounding)
            gradient.mul_(Masked.Fill(bounding.DerivativeAt(logits), absent.unsqueeze(-1)));
        return gradient.MoveToOuterDisposeScope();
    }
}
