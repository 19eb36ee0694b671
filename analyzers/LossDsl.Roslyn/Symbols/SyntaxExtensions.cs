using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Roslyn;

/// <summary>Finds the syntax and the locations of parts of a declaration.</summary>
internal static class SyntaxExtensions
{
    /// <summary>The expression of an attribute's first argument, or of a named argument.</summary>
    public static ExpressionSyntax? GetArgumentExpression(this AttributeData attribute, CancellationToken cancellation, string? name = null)
    {
        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
        var arguments = syntax?.ArgumentList?.Arguments ?? [];
        return name is null
            ? arguments.FirstOrDefault(argument => argument.NameEquals is null)?.Expression
            : arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression;
    }

    /// <summary>The location of an attribute; that of its owner if the attribute is not in source.</summary>
    public static Location GetLocation(this AttributeData attribute, ISymbol owner, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation() ?? owner.Locations[0];

    /// <summary>The location of a part of a string constant; that of the whole expression if it is not a plain literal.</summary>
    public static Location GetLocationWithin(this ExpressionSyntax expression, int start, int length)
    {
        if (expression is LiteralExpressionSyntax { Token: { Value: string value } token } && length > 0)
        {
            // In a literal with escapes, an index into the value is not an index into the source text.
            var opening = token.Text.IndexOf(value, StringComparison.Ordinal);
            if (opening > 0 && start + length <= value.Length)
                return Location.Create(token.SyntaxTree!, new TextSpan(token.SpanStart + opening + start, length));
        }

        return expression.GetLocation();
    }
}
