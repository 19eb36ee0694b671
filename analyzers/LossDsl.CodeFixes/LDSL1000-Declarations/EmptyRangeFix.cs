using System.Composition;
using System.Globalization;
using LossDsl.Analyzers.Declarations;
using LossDsl.Roslyn.Configs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace LossDsl.CodeFixes.Declarations;

/// <summary>LDSL1006: swaps bounds that are in the wrong order, and replaces bounds that are strings by numbers.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EmptyRangeFix)), Shared]
public sealed class EmptyRangeFix() : RuleCodeFixProvider(DeclarationRules.RangesMustAdmitANumber)
{
    /// <inheritdoc/>
    protected override CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(RangeReader.ErrorKind, out var flaw)
            || node.FirstAncestorOrSelf<AttributeSyntax>()?.ArgumentList is not { Arguments: var arguments } list)
        {
            return null;
        }

        return (flaw, arguments) switch
        {
            (RangeReader.Reversed, [var least, var greatest, ..]) => new CodeEdit("Swap the bounds", editor =>
            {
                editor.ReplaceNode(least.Expression, greatest.Expression.WithTriviaFrom(least.Expression));
                editor.ReplaceNode(greatest.Expression, least.Expression.WithTriviaFrom(greatest.Expression));
            }),
            (RangeReader.Texts, [_, var low, var high, ..]) when Number(low, model) is { } least && Number(high, model) is { } greatest =>
                new CodeEdit($"Change to [Range({least}, {greatest})]", editor => editor.ReplaceNode(list, WithBounds(list, least, greatest))),
            _ => null,
        };
    }

    private static AttributeArgumentListSyntax WithBounds(AttributeArgumentListSyntax list, string least, string greatest)
    {
        var rest = list.Arguments.Skip(3).Select(argument => argument.ToString());
        return ParseAttributeArgumentList($"({string.Join(", ", new[] { least, greatest }.Concat(rest))})")!.WithTriviaFrom(list);
    }

    // Both bounds get the same type: if one is not an integer, the attribute's constructor for doubles takes both.
    private static string? Number(AttributeArgumentSyntax argument, SemanticModel model) =>
        model.GetConstantValue(argument.Expression) is { Value: string text }
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number) < 1e15
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : null;
}
