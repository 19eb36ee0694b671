using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Roslyn;

/// <summary>Where in the source a part of a declaration stands.</summary>
internal static class SyntaxExtensions
{
    /// <summary>The expression that an attribute gives for its first argument, or for a named one.</summary>
    public static ExpressionSyntax? GetArgumentExpression(this AttributeData attribute, CancellationToken cancellation, string? name = null)
    {
        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
        var arguments = syntax?.ArgumentList?.Arguments ?? [];
        return name is null
            ? arguments.FirstOrDefault(argument => argument.NameEquals is null)?.Expression
            : arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression;
    }

    /// <summary>The place of an attribute, or of the symbol that has it where its source is elsewhere.</summary>
    public static Location GetLocation(this AttributeData attribute, ISymbol owner, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation() ?? owner.Locations[0];

    /// <summary>The place of a piece of a string constant; the whole expression where it is not spelled literally.</summary>
    public static Location GetLocationWithin(this ExpressionSyntax expression, int start, int length)
    {
        if (expression is LiteralExpressionSyntax { Token: { Value: string value } token } && length > 0)
        {
            // Where a literal has escapes, a place in its value says nothing about a place in its text.
            var opening = token.Text.IndexOf(value, StringComparison.Ordinal);
            if (opening > 0 && start + length <= value.Length)
                return Location.Create(token.SyntaxTree!, new TextSpan(token.SpanStart + opening + start, length));
        }

        return expression.GetLocation();
    }
}
