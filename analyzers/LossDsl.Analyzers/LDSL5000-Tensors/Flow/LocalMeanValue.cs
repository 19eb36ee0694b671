using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A mean that a formula takes over the rows or tokens at hand.</summary>
/// <param name="Site">What takes it.</param>
internal sealed record LocalMeanValue(IOperation Site) : AbstractValue;
