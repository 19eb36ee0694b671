using System.Composition;
using LossDsl.Analyzers.Declarations;
using LossDsl.Roslyn.DataDicts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace LossDsl.CodeFixes.Declarations;

/// <summary>LDSL1003: removes commas and brackets from a shape.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShapeFix)), Shared]
public sealed class ShapeFix() : RuleCodeFixProvider(DeclarationRules.ShapesMustBeWellFormed)
{
    /// <inheritdoc/>
    protected override CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation) =>
        diagnostic.Properties.TryGetValue(ShapeReader.SuggestionKey, out var meant) && meant is not null
        && node.FirstAncestorOrSelf<LiteralExpressionSyntax>() is { } literal
            ? new CodeEdit($"Write \"{meant}\"", editor => editor.ReplaceNode(
                literal, LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(meant)).WithTriviaFrom(literal)))
            : null;
}
