using LossDsl.Analyzers.Keys;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace LossDsl.CodeFixes.Keys;

/// <summary>Replaces a misspelt string by the one that the diagnostic suggests.</summary>
/// <param name="rule">The rule, whose diagnostics have the property <see cref="KeysMustBeKnown.SuggestionKey"/>.</param>
public abstract class SpellingFix(DiagnosticDescriptor rule) : RuleCodeFixProvider(rule)
{
    /// <inheritdoc/>
    protected sealed override CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation) =>
        diagnostic.Properties.TryGetValue(KeysMustBeKnown.SuggestionKey, out var meant) && meant is not null
        && node.FirstAncestorOrSelf<ExpressionSyntax>() is { } text
            ? new CodeEdit($"Change to '{meant}'", editor => editor.ReplaceNode(
                text, LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(meant)).WithTriviaFrom(text)))
            : null;
}
