namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>What gave a tensor its shape.</summary>
/// <param name="Text">A declaration, or an expression as it is spelled.</param>
/// <param name="Line">The line of the expression, from 1; 0 of a declaration.</param>
internal sealed record Origin(string Text, int Line = 0);
