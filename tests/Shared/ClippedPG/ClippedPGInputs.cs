namespace LossDsl.Tests.Shared;

/// <summary>What <see cref="ClippedPGLossFn"/> computes with, besides the log-probabilities of the policy.</summary>
/// <param name="Data">The batch.</param>
/// <param name="ValidTokens">The valid tokens of the whole step.</param>
/// <param name="ValidSequences">Its valid sequences; null for a loss at token level.</param>
internal sealed record ClippedPGInputs(ClippedPGLossDataDict Data, Tensor ValidTokens, Tensor? ValidSequences)
{
    /// <summary>What the masks say.</summary>
    /// <param name="dtype">The type to compute in.</param>
    public TokenMasks Masks(ScalarType dtype) => TokenMasks.Create(Data.NextToken.TokenMask, Data.SampleMask, dtype);

    /// <summary>The tensors in a list, for a graph to keep.</summary>
    public Tensor[] ToArray() =>
    [
        Data.TokenMask, Data.SampleMask, Data.Advantages, Data.PrevLogprobs, Data.GenerationLogprobs,
        Data.ReferencePolicyLogprobs, ValidTokens, .. ValidSequences is null ? (Tensor[])[] : [ValidSequences],
    ];

    /// <summary>The same inputs out of what a graph has kept, as the caller's tensors may have been freed.</summary>
    public ClippedPGInputs From(IReadOnlyList<Tensor> kept) => new(
        Data with
        {
            TokenMask = kept[0], SampleMask = kept[1], Advantages = kept[2], PrevLogprobs = kept[3],
            GenerationLogprobs = kept[4], ReferencePolicyLogprobs = kept[5],
        },
        kept[6], ValidSequences is null ? null : kept[7]);
}
