using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A mean that a loss's formula takes over the rows or tokens of one microbatch.</summary>
/// <param name="Site">The operation that computes it.</param>
internal sealed record LocalMeanValue(IOperation Site) : AbstractValue;
