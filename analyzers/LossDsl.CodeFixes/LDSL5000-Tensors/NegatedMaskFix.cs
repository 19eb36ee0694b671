using System.Composition;
using LossDsl.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes.Tensors;

/// <summary>LDSL5011: replaces <c>1 - mask</c> by <c>mask.logical_not()</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NegatedMaskFix)), Shared]
public sealed class NegatedMaskFix() : RuleCodeFixProvider(ShapeRules.ElementTypesMustFit)
{
    /// <inheritdoc/>
    protected override CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation) =>
        diagnostic.Properties.TryGetValue(ShapeRules.CodeEdit, out var kind) && kind == ShapeRules.Negation
        && node.FirstAncestorOrSelf<BinaryExpressionSyntax>() is { Right: var mask } subtraction
            ? new CodeEdit("Use logical_not()", editor => editor.ReplaceNode(subtraction, Calls.On(mask, "logical_not", "").WithTriviaFrom(subtraction)))
            : null;
}
