namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>The <c>TokenMasks</c> of a batch.</summary>
/// <param name="Mask">The token mask that they were computed from.</param>
internal sealed record TokenMasksValue(TokenTensorValue Mask) : AbstractValue;
