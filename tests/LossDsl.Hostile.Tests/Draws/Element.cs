namespace LossDsl.Hostile.Tests.Draws;

/// <summary>A number in place of the ordinary one at some element.</summary>
/// <param name="Place">The element, modulo their number.</param>
/// <param name="Value">The number.</param>
internal readonly record struct Element(int Place, double Value);
