namespace LossDsl;

/// <summary>Token log-probabilities out of logits: the only place that touches <c>[B, S, V]</c>.</summary>
public static class TokenLogprobs
{
    /// <summary><c>y[b, t] = log_softmax(logits[b, t])[ids[b, t]]</c> for the first <c>S-1</c> positions.</summary>
    /// <param name="logits">Next-token logits. Shape <c>[B, S, V]</c>, any floating-point type.</param>
    /// <param name="ids">The tokens that follow. Integers below <c>V</c>, shape <c>[B, S-1]</c>.</param>
    /// <param name="absent">Which predictions are masked: bool, shape <c>[B, S-1]</c>. Nothing of their logits passes.</param>
    /// <param name="dtype">The type to compute in.</param>
    /// <returns>Log-probabilities, shape <c>[B, S-1]</c>; finite where they are absent.</returns>
    public static Tensor Of(Tensor logits, Tensor ids, Tensor absent, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        // Filling before the softmax, not after: a NaN in a masked row would come back through the softmax's gradient.
        var predictions = Masked.Fill(logits.narrow(1, 0, ids.size(1)), absent.unsqueeze(-1)).to(dtype);
        var targets = ids.to(int64).masked_fill(absent, 0).unsqueeze(-1);
        return predictions.log_softmax(-1).gather(-1, targets).squeeze(-1).MoveToOuterDisposeScope();
    }
}
