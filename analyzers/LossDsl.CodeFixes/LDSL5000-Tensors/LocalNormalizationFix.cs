using System.Composition;
using LossDsl.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes.Tensors;

/// <summary>LDSL5004: counts the whole batch that the loop cuts, if a plain expression names it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LocalNormalizationFix)), Shared]
public sealed class LocalNormalizationFix() : RuleCodeFixProvider(LossArithmeticRules.CountsMustBeOfTheStep)
{
    /// <inheritdoc/>
    protected override CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation) =>
        diagnostic.Properties.TryGetValue(LossArithmeticRules.BatchKey, out var batch) && batch is not null
        && node.FirstAncestorOrSelf<ExpressionSyntax>() is { } counted
            ? new CodeEdit($"Count '{batch}'", editor => editor.ReplaceNode(
                counted, SyntaxFactory.IdentifierName(batch).WithTriviaFrom(counted)))
            : null;
}
