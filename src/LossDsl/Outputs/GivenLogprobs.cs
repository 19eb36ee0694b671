namespace LossDsl;

/// <summary>Log-probabilities that are known already.</summary>
/// <param name="inner">The output that they are of.</param>
/// <param name="logprobs">The log-probabilities, one a token.</param>
internal sealed class GivenLogprobs(ModelOutput inner, Tensor logprobs) : StandIn(inner)
{
    /// <inheritdoc/>
    public override Tensor Logprobs(Tensor ids, Tensor absent, ScalarType dtype) => logprobs.view(ids.shape);
}
