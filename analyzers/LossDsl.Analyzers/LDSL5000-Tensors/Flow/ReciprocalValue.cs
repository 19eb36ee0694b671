using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>The reciprocal of a count.</summary>
/// <param name="Count">The count.</param>
internal sealed record ReciprocalValue(IOperation Count) : AbstractValue;
