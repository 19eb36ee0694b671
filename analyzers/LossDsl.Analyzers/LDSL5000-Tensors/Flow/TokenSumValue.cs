namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A sum over the tokens at hand.</summary>
/// <param name="Batch">The batch that they belong to.</param>
internal sealed record TokenSumValue(BatchValue Batch) : AbstractValue;
