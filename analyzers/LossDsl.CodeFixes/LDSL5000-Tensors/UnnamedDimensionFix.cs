using System.Composition;
using LossDsl.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes.Tensors;

/// <summary>LDSL5008: names the parameter of a 0 that C# converts to an element type.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnnamedDimensionFix)), Shared]
public sealed class UnnamedDimensionFix() : RuleCodeFixProvider(ShapeRules.DimensionsMustExist)
{
    /// <inheritdoc/>
    protected override CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation) =>
        diagnostic.Properties.TryGetValue(ShapeRules.CodeEdit, out var kind) && kind == ShapeRules.NamedDim
        && node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
        && call.ArgumentList.Arguments.LastOrDefault(argument => argument is { NameColon: null, Expression: LiteralExpressionSyntax { Token.Value: 0 } }) is { } zero
            ? new CodeEdit("Name the dimension", editor => editor.ReplaceNode(
                zero, zero.WithNameColon(SyntaxFactory.NameColon("dim").WithTrailingTrivia(SyntaxFactory.Space))))
            : null;
}
