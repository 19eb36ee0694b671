using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A place where a loss is divided by how many there are.</summary>
/// <param name="Site">The division, or what calls the helper that it stands in.</param>
/// <param name="Count">What it is divided by; null where a mean counts by itself.</param>
/// <param name="IsHere">Whether it stands in the method that is looked at.</param>
internal sealed record Division(IOperation Site, IOperation? Count, bool IsHere);
