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
        var numbers = logits.to(logits.dtype == float64 ? float64 : float32);
        if (absent is not null)
            numbers = Masked.Fill(numbers, absent.unsqueeze(-1));
        var logprobs = nn.functional.log_softmax(numbers, -1);
        // A probability of 0 contributes 0: p log p tends to 0 with p.
        var terms = logprobs.exp() * Masked.Fill(logprobs, logprobs.detach().isinf());
        var entropies = -terms.sum(-1);
        return (absent is null ? entropies : Masked.Fill(entropies, absent)).MoveToOuterDisposeScope();
    }
}
