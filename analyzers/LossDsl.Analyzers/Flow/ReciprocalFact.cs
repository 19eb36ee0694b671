using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Flow;

/// <summary>A number that is one over a count.</summary>
/// <param name="Count">The count.</param>
internal sealed record ReciprocalFact(IOperation Count) : Fact;
