using System.Composition;
using LossDsl.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes.Tensors;

/// <summary>LDSL5002: removes the division, or replaces a mean by a sum.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MicrobatchAverageFix)), Shared]
public sealed class MicrobatchAverageFix() : RuleCodeFixProvider(LossArithmeticRules.LossesMustBeAdded)
{
    private const string Title = "Remove the division";

    /// <inheritdoc/>
    protected override CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        // A division in a helper may be right for other callers of the helper.
        if (!diagnostic.Properties.TryGetValue(LossArithmeticRules.IsLocalKey, out var here) || here is null)
            return null;
        return node switch
        {
            { Parent: ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement } =>
                new CodeEdit(Title, editor => editor.RemoveNode(statement, SyntaxRemoveOptions.KeepNoTrivia)),
            { Parent: ExpressionStatementSyntax } => null,
            BinaryExpressionSyntax { Left: var left, Right: var right } scaled => Replace(scaled, IsTensor(left, model, cancellation) ? left : right),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "mean" } name } } => Sum(name),
            InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "mean" } name } => Sum(name),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var loss } } call when IsTensor(loss, model, cancellation) => Replace(call, loss),
            _ => null,
        };
    }

    private static bool IsTensor(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        model.GetTypeInfo(expression, cancellation).Type is { Name: "Tensor" };

    private static CodeEdit Sum(SimpleNameSyntax mean) =>
        new("Take the sum", editor => editor.ReplaceNode(mean, SyntaxFactory.IdentifierName("sum").WithTriviaFrom(mean)));

    // (loss / n).backward(): the parentheses are removed with the division.
    private static CodeEdit Replace(ExpressionSyntax division, ExpressionSyntax loss)
    {
        ExpressionSyntax all = division.Parent is ParenthesizedExpressionSyntax parentheses ? parentheses : division;
        return new CodeEdit(Title, editor => editor.ReplaceNode(all, loss.WithTriviaFrom(all)));
    }
}
