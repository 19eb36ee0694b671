namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>The <c>NextToken</c> view of a batch.</summary>
/// <param name="Batch">The batch.</param>
internal sealed record NextTokenViewValue(BatchValue Batch) : AbstractValue;
