using System.Composition;
using LossDsl.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.CodeFixes.Tensors;

/// <summary>LDSL5010: changes the reduced dimension to the one that gives the declared shape.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReducedDimensionFix)), Shared]
public sealed class ReducedDimensionFix() : RuleCodeFixProvider(ShapeRules.ShapesMustBeAsDeclared)
{
    /// <inheritdoc/>
    protected override CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(ShapeRules.Dim, out var meant) || meant is null
            || node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || model.GetOperation(call, cancellation) is not IInvocationOperation operation
            || operation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "dim")?.Syntax is not ArgumentSyntax dim)
            return null;
        return new CodeEdit($"Reduce dimension {meant}", editor => editor.ReplaceNode(dim, dim.WithExpression(SyntaxFactory.ParseExpression(meant).WithTriviaFrom(dim.Expression))));
    }
}
