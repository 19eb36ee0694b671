using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>How messages call expressions.</summary>
internal static class Spelling
{
    private const int Longest = 48;

    /// <summary>An expression in one line, as it is spelled; a long one is cut.</summary>
    public static string Of(IOperation operation)
    {
        while (operation is IConversionOperation { IsImplicit: true } conversion)
            operation = conversion.Operand;
        var text = string.Join(" ", operation.Syntax.ToString().Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= Longest ? text : text.Substring(0, Longest - 1) + "…";
    }

    /// <summary>The line of an expression, from 1.</summary>
    public static int Line(IOperation operation) => operation.Syntax.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>Where a shape comes from, where the expression itself does not say.</summary>
    public static string From(Origin? origin, string text) => origin is null || origin.Text == text ? ""
        : origin.Line == 0 ? $" ({origin.Text})"
        : $" ({origin.Text}, line {origin.Line})";
}
