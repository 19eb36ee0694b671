namespace LossDsl;

/// <summary>The entropy of the distributions that tokens are drawn from.</summary>
public static class TokenEntropy
{
    /// <summary><c>H = logsumexp(z) - sum(softmax(z) * z)</c> of each position, in nats. Logits of -infinity add nothing.</summary>
    /// <param name="logits">The logits <c>z</c>, any floating-point type. Shape <c>[..., V]</c>. The gradient reaches them.</param>
    /// <param name="absent">Positions whose logits must reach nothing: bool, of the shape of the result; null for none.</param>
    /// <returns>Shape <c>[...]</c>, float32, or float64 for float64 logits; 0 where absent.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
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
