namespace LossDsl;

/// <summary>
/// Token log-probabilities from logits: the only code that touches <c>[B, S, V]</c>. Fused kernels on the CPU; torch operators on other
/// devices, which are also the reference in tests.
/// </summary>
public static class TokenLogprobs
{
    /// <summary><c>y[b, t] = log_softmax(predictions[b, t])[ids[b, t]]</c>.</summary>
    /// <param name="predictions">The logits, one row per prediction. Shape <c>[B, N, V]</c>, any floating-point type, any strides.</param>
    /// <param name="ids">The target ids, integers below <c>V</c>. Shape <c>[B, N]</c>.</param>
    /// <param name="absent">
    /// True for masked predictions, whose logits affect neither result nor gradient. Bool, shape <c>[B, N]</c>.
    /// </param>
    /// <param name="dtype">The type of the computation and of the result.</param>
    /// <returns>Log-probabilities in nats; finite where masked. Shape <c>[B, N]</c>.</returns>
    public static Tensor Compute(Tensor predictions, Tensor ids, Tensor absent, ScalarType dtype) =>
        Compute(predictions, ids, absent, dtype, withEntropies: false);

    /// <summary>The same, with the entropies of the predictions where they are asked for.</summary>
    /// <inheritdoc cref="Compute(Tensor, Tensor, Tensor, ScalarType)"/>
    /// <param name="predictions">The logits, one row per prediction. Shape <c>[.., V]</c>.</param>
    /// <param name="ids">The target ids. Shape <c>[..]</c>.</param>
    /// <param name="absent">True for masked predictions: bool, shape <c>[..]</c>.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <param name="withEntropies">Whether to compute entropies.</param>
    /// <returns>Log-probabilities, shape <c>[..]</c>; with entropies <c>[2, ..]</c>: log-probabilities, then entropies.</returns>
    internal static Tensor Compute(Tensor predictions, Tensor ids, Tensor absent, ScalarType dtype, bool withEntropies) =>
        FusedLogprobs.Accepts(predictions)
            ? FusedLogprobs.Apply(predictions, ids, absent, dtype, withEntropies: withEntropies)
            : ComputeWithOperators(predictions, ids, absent, dtype, withEntropies);

    /// <summary>
    /// Like <see cref="Compute(Tensor, Tensor, Tensor, ScalarType)"/>, for logits that have more positions than there are targets.
    /// </summary>
    /// <param name="logits">Logits. Shape <c>[B, S, V]</c>.</param>
    /// <param name="ids">The target ids of the first <c>N</c> positions, <c>N</c> at most <c>S</c>. Shape <c>[B, N]</c>.</param>
    /// <param name="absent">True for masked predictions: bool, shape <c>[B, N]</c>.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <param name="gradient">The storage of the gradient.</param>
    /// <param name="withEntropies">Whether to compute entropies too.</param>
    internal static Tensor ComputePrefix(
        Tensor logits, Tensor ids, Tensor absent, ScalarType dtype, GradientStorage gradient, bool withEntropies)
    {
        NextTokenShapes.Check(logits.shape.AsSpan()[..^1], ids, absent);
        using var scope = NewDisposeScope();
        var (asked, beyond) = (ids.size(1), logits.size(1) - ids.size(1));
        if (!FusedLogprobs.Accepts(logits))
            return ComputeWithOperators(logits.narrow(1, 0, asked), ids, absent, dtype, withEntropies).MoveToOuterDisposeScope();

        // Pad to S with masked rows, which are not read: a gradient of narrowed logits would be copied into a full-size one.
        var shape = new[] { ids.size(0), beyond };
        var whole = FusedLogprobs.Apply(
            logits, cat([ids, zeros(shape, dtype: ids.dtype)], 1), cat([absent, ones(shape, dtype: @bool)], 1), dtype, gradient, withEntropies);
        return whole.narrow(-1, 0, asked).MoveToOuterDisposeScope();
    }

    /// <summary>The same in torch's operators, on any device.</summary>
    internal static Tensor ComputeWithOperators(Tensor predictions, Tensor ids, Tensor absent, ScalarType dtype, bool withEntropies = false)
    {
        using var scope = NewDisposeScope();
        // Masked before the softmax, not after: a NaN in a masked row would reach the gradient through the softmax's backward.
        var present = Masked.Fill(predictions, absent.unsqueeze(-1)).to(dtype);
        var targets = ids.to(int64).masked_fill(absent, Scalars.Zero).unsqueeze(-1);
        var logprobs = present.log_softmax(-1);
        var ofTargets = logprobs.gather(-1, targets).squeeze(-1);
        if (!withEntropies)
            return ofTargets.MoveToOuterDisposeScope();
        var (_, entropies) = EntropyTerms.Compute(logprobs, logprobs.exp());
        return stack([ofTargets, Masked.Fill(entropies.squeeze(-1), absent)]).MoveToOuterDisposeScope();
    }
}
