namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>The sample mask of a batch.</summary>
/// <param name="Batch">The batch.</param>
internal sealed record SampleMaskValue(BatchValue Batch) : AbstractValue;
