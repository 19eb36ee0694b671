namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A sum over the tokens of one microbatch.</summary>
/// <param name="Batch">The microbatch.</param>
internal sealed record TokenSumValue(BatchValue Batch) : AbstractValue;
