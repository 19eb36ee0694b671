namespace LossDsl;

/// <summary>What <see cref="ClippedPGLossFn"/> computes with, besides the log-probabilities of the policy.</summary>
/// <param name="Masks">The masks.</param>
/// <param name="Advantages">Next-token view, shape <c>[B, S-1]</c>, and so the three that follow.</param>
/// <param name="Previous">Log-probabilities at the start of the step.</param>
/// <param name="Generation">Those of the generating engine.</param>
/// <param name="Reference">Those of the reference policy.</param>
/// <param name="ValidTokens">The valid tokens of the whole step.</param>
/// <param name="ValidSequences">Its valid sequences; null for a loss at token level.</param>
internal sealed record ClippedPGInputs(
    TokenMasks Masks,
    Tensor Advantages,
    Tensor Previous,
    Tensor Generation,
    Tensor Reference,
    Tensor ValidTokens,
    Tensor? ValidSequences)
{
    /// <summary>The tensors in a list, for a graph to keep.</summary>
    public Tensor[] ToArray() =>
    [
        Masks.Tokens, Masks.Samples, Masks.Weights, Masks.Absent,
        Advantages, Previous, Generation, Reference, ValidTokens, .. ValidSequences is null ? (Tensor[])[] : [ValidSequences],
    ];

    /// <summary>The inputs out of such a list.</summary>
    public static ClippedPGInputs Of(IReadOnlyList<Tensor> t) => new(
        new TokenMasks(t[0], t[1], t[2], t[3]), t[4], t[5], t[6], t[7], t[8], t.Count > 9 ? t[9] : null);
}
