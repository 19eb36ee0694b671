namespace LossDsl.Bench;

/// <summary>Logits whose log-probabilities are computed in torch's operators, whatever else there is.</summary>
/// <param name="logits">Shape <c>[B, S, V]</c>.</param>
internal sealed class EagerLogits(Tensor logits) : StandIn(logits)
{
    /// <inheritdoc/>
    public override Tensor Logprobs(Tensor ids, Tensor absent, ScalarType dtype) =>
        TokenLogprobs.ComputeWithOperators(logits.narrow(1, 0, ids.size(1)), ids, absent, dtype);
}
