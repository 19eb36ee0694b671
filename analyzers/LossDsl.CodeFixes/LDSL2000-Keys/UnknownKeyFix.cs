using System.Composition;
using LossDsl.Analyzers.Keys;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace LossDsl.CodeFixes.Keys;

/// <summary>LDSL2002: writes the nearest key that the contract knows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnknownKeyFix)), Shared]
public sealed class UnknownKeyFix() : RuleFix(UnknownKeyAnalyzer.Rule)
{
    /// <inheritdoc/>
    protected override Mend? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation) =>
        diagnostic.Properties.TryGetValue(UnknownKeyAnalyzer.Meant, out var meant) && meant is not null
        && node.FirstAncestorOrSelf<ExpressionSyntax>() is { } key
            ? new Mend($"Change to '{meant}'", editor => editor.ReplaceNode(
                key, LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(meant)).WithTriviaFrom(key)))
            : null;
}
