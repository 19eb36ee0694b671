using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>Formats expressions for messages.</summary>
internal static class Spelling
{
    private const int Longest = 48;

    /// <summary>The source of an expression on one line, shortened if it is long.</summary>
    public static string Of(IOperation operation)
    {
        while (operation is IConversionOperation { IsImplicit: true } conversion)
            operation = conversion.Operand;
        var text = string.Join(" ", operation.Syntax.ToString().Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= Longest ? text : text.Substring(0, Longest - 1) + "…";
    }

    /// <summary>The 1-based line of an expression.</summary>
    public static int Line(IOperation operation) => operation.Syntax.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>The origin of a shape as a phrase; empty if it is the expression itself.</summary>
    public static string From(Origin? origin, string text) => origin is null || origin.Text == text ? ""
        : origin.Line == 0 ? $" ({origin.Text})"
        : $" ({origin.Text}, line {origin.Line})";
}
