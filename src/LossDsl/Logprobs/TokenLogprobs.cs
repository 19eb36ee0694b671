namespace LossDsl;

/// <summary>Token log-probabilities out of logits: the only place that touches <c>[B, S, V]</c>.</summary>
public static class TokenLogprobs
{
    /// <summary><c>y[b, t] = log_softmax(predictions[b, t])[ids[b, t]]</c>.</summary>
    /// <param name="predictions">Logits, one row a prediction. Shape <c>[B, N, V]</c>, any floating-point type, any strides.</param>
    /// <param name="ids">The tokens that come. Integers below <c>V</c>, shape <c>[B, N]</c>.</param>
    /// <param name="absent">Which predictions are masked: bool, shape <c>[B, N]</c>. Nothing of their logits passes.</param>
    /// <param name="dtype">The type to compute in.</param>
    /// <returns>Log-probabilities in nats, shape <c>[B, N]</c>; finite where they are absent.</returns>
    public static Tensor Of(Tensor predictions, Tensor ids, Tensor absent, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        // Filling before the softmax, not after: a NaN in a masked row would come back through the softmax's gradient.
        var present = Masked.Fill(predictions, absent.unsqueeze(-1)).to(dtype);
        var targets = ids.to(int64).masked_fill(absent, 0).unsqueeze(-1);
        return present.log_softmax(-1).gather(-1, targets).squeeze(-1).MoveToOuterDisposeScope();
    }
}
