namespace LossDsl;

/// <summary>The entropy of next-token distributions.</summary>
public static class TokenEntropy
{
    /// <summary><c>H = logsumexp(z) - sum(softmax(z) * z)</c> at each position, in nats. Logits of -infinity contribute 0.</summary>
    /// <param name="logits">The logits <c>z</c>, any floating-point type. Shape <c>[..., V]</c>. They receive a gradient.</param>
    /// <param name="absent">
    /// True at masked positions, whose logits affect neither result nor gradient: bool, shape <c>[...]</c>; null for none.
    /// </param>
    /// <returns>The entropies, 0 where masked: float64 for float64 logits, else float32. Shape <c>[...]</c>.</returns>
    /// <exception cref="ArgumentException">The shapes do not match.</exception>
    public static Tensor Compute(Tensor logits, Tensor? absent = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        if (logits.dim() == 0 || (absent is not null && !absent.shape.AsSpan().SequenceEqual(logits.shape[..^1])))
            throw new ArgumentException($"absent: expected the shape of logits {logits.FormatShape()} without its last dimension, got {absent?.FormatShape()}", nameof(absent));
        using var scope = NewDisposeScope();
        var shape = logits.shape[..^1];
        absent ??= zeros(shape, dtype: ScalarType.Bool, device: logits.device);
        var ids = zeros(shape, dtype: int64, device: logits.device);
        var dtype = logits.dtype == float64 ? float64 : float32;
        return TokenLogprobs.Compute(logits, ids, absent, dtype, withEntropies: true).select(0, 1).MoveToOuterDisposeScope();
    }
}
