using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A division of a loss by a count.</summary>
/// <param name="Site">The division, or the call of the helper that contains it.</param>
/// <param name="Count">The divisor; null for a mean, whose divisor is implicit.</param>
/// <param name="IsHere">Whether the division is in the analyzed method, not in a helper.</param>
internal sealed record Division(IOperation Site, IOperation? Count, bool IsHere);
