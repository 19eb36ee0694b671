namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>Where the shape of a tensor comes from, for messages.</summary>
/// <param name="Text">A declaration, or the source of an expression.</param>
/// <param name="Line">The 1-based line of the expression; 0 for a declaration.</param>
internal sealed record Origin(string Text, int Line = 0);
