namespace LossDsl;

/// <summary>The gradient of token log-probabilities with respect to logits, where no graph is recorded.</summary>
internal static class LogprobGradient
{
    /// <summary><c>dlogits = (onehot(ids) - softmax(logits)) * upstream</c>.</summary>
    /// <param name="logits">One row a token. Shape <c>[N, V]</c>. It may be overwritten.</param>
    /// <param name="ids">The tokens that come. Shape <c>[N]</c>.</param>
    /// <param name="absent">Which are masked: bool, shape <c>[N]</c>. Their rows of the gradient are 0.</param>
    /// <param name="upstream">The gradient of the loss with respect to each log-probability. Shape <c>[N]</c>.</param>
    /// <param name="dtype">The type to compute in, and of the result.</param>
    /// <param name="curve">The curve that the logits are on, for the gradient of those before it; null where there is none.</param>
    public static Tensor Compute(
        Tensor logits, Tensor ids, Tensor absent, Tensor upstream, ScalarType dtype, SoftcapCurve? curve = null)
    {
        // The kernel writes in the type of the logits.
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
