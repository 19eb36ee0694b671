using System.Composition;
using LossDsl.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes.Tensors;

/// <summary>LDSL5007: adds a second dimension to a tensor of rows, or reads a property from the next-token view.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShapeMismatchFix)), Shared]
public sealed class ShapeMismatchFix() : RuleCodeFixProvider(ShapeRules.LengthsMustAgree)
{
    /// <inheritdoc/>
    protected override CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(ShapeRules.CodeEdit, out var kind) || node.FirstAncestorOrSelf<ExpressionSyntax>() is not { } operand)
            return null;
        return (kind, operand) switch
        {
            (ShapeRules.Unsqueeze, _) => new CodeEdit("Append unsqueeze(-1)", editor => editor.ReplaceNode(
                operand, (current, _) => Calls.On((ExpressionSyntax)current, "unsqueeze", "-1"))),
            (ShapeRules.NextToken, MemberAccessExpressionSyntax { Name: var name }) => new CodeEdit($"Use NextToken.{name}", editor => editor.ReplaceNode(
                operand, (current, _) => Viewed((MemberAccessExpressionSyntax)current))),
            _ => null,
        };
    }

    private static MemberAccessExpressionSyntax Viewed(MemberAccessExpressionSyntax access) => access.WithExpression(
        SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, access.Expression, SyntaxFactory.IdentifierName("NextToken")));
}
