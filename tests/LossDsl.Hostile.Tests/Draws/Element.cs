namespace LossDsl.Hostile.Tests.Draws;

/// <summary>An unusual number at one element of a tensor.</summary>
/// <param name="Place">The index of the element, modulo the number of elements.</param>
/// <param name="Value">The number.</param>
internal readonly record struct Element(int Place, double Value);
