namespace LossDsl;

/// <summary>What entropies and their gradients are computed from, with torch operators.</summary>
internal static class EntropyTerms
{
    /// <summary>Computes <c>log(p)</c> with 0 where <c>p</c> is 0, since <c>p log(p)</c> tends to 0 with <c>p</c>, and <c>H = -sum(p log(p))</c>.</summary>
    /// <param name="logprobs">The log-probabilities of the whole vocabulary. Shape <c>[.., V]</c>.</param>
    /// <param name="probabilities"><c>p</c>, their exponentials. Shape <c>[.., V]</c>.</param>
    /// <returns>The finite log-probabilities, a new tensor, shape <c>[.., V]</c>; the entropies in nats, shape <c>[.., 1]</c>.</returns>
    public static (Tensor Finite, Tensor Entropies) Compute(Tensor logprobs, Tensor probabilities)
    {
        var finite = Masked.Fill(logprobs, logprobs.detach().isinf());
        return (finite, -(probabilities * finite).sum(-1, keepdim: true));
    }
}
