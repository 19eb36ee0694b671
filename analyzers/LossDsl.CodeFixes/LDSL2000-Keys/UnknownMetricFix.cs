using System.Composition;
using LossDsl.Analyzers.Keys;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace LossDsl.CodeFixes.Keys;

/// <summary>LDSL2004: writes the nearest metric that the record has.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnknownMetricFix)), Shared]
public sealed class UnknownMetricFix() : RuleFix(UnknownMetricAnalyzer.Rule)
{
    /// <inheritdoc/>
    protected override Mend? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation) =>
        diagnostic.Properties.TryGetValue(UnknownMetricAnalyzer.Meant, out var meant) && meant is not null
        && node.FirstAncestorOrSelf<ExpressionSyntax>() is { } name
            ? new Mend($"Change to '{meant}'", editor => editor.ReplaceNode(
                name, LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(meant)).WithTriviaFrom(name)))
            : null;
}
