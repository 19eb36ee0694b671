namespace LossDsl.Tests.Shared;

/// <summary>The inputs of <see cref="ClippedPGLossFn"/> besides the policy's log-probabilities.</summary>
/// <param name="Data">The batch.</param>
/// <param name="ValidTokens">The number of valid tokens of the whole step.</param>
/// <param name="ValidSequences">The number of valid sequences of the step; null for a token-level loss.</param>
internal sealed record ClippedPGInputs(ClippedPGLossDataDict Data, Tensor ValidTokens, Tensor? ValidSequences)
{
    /// <summary>The masks as weights.</summary>
    /// <param name="dtype">The type to compute in.</param>
    public TokenMasks Masks(ScalarType dtype) => TokenMasks.Create(Data.NextToken.TokenMask, Data.SampleMask, dtype);

    /// <summary>The tensors as an array, to be saved for backward.</summary>
    public Tensor[] ToArray() =>
    [
        Data.TokenMask, Data.SampleMask, Data.Advantages, Data.PrevLogprobs, Data.GenerationLogprobs,
        Data.ReferencePolicyLogprobs, ValidTokens, .. ValidSequences is null ? (Tensor[])[] : [ValidSequences],
    ];

    /// <summary>The inputs with saved tensors in place of the caller's, which may have been disposed.</summary>
    public ClippedPGInputs From(IReadOnlyList<Tensor> kept) => new(
        Data with
        {
            TokenMask = kept[0], SampleMask = kept[1], Advantages = kept[2], PrevLogprobs = kept[3],
            GenerationLogprobs = kept[4], ReferencePolicyLogprobs = kept[5],
        },
        kept[6], ValidSequences is null ? null : kept[7]);
}
