using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A number that is one over a count.</summary>
/// <param name="Count">The count.</param>
internal sealed record ReciprocalValue(IOperation Count) : AbstractValue;
