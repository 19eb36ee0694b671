using System.Composition;
using LossDsl.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace LossDsl.CodeFixes.Tensors;

/// <summary>LDSL5001: opens a dispose scope at the start of the loop body, if no tensor outlives the iteration.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnscopedResultFix)), Shared]
public sealed class UnscopedResultFix() : RuleCodeFixProvider(ResultsMustBeFreed.Rule)
{
    /// <inheritdoc/>
    protected override CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (Body(node) is not { Statements: [var first, ..] } body || CarriesOut(body, model, cancellation))
            return null;

        var name = new[] { "scope", "inner", "iteration" }.FirstOrDefault(free => model.LookupSymbols(first.SpanStart, name: free).IsEmpty);
        if (name is null)
            return null;
        var isImported = model.LookupSymbols(first.SpanStart, name: "NewDisposeScope").Any();
        var text = $"using var {name} = {(isImported ? "" : "torch.")}NewDisposeScope();";
        return new CodeEdit("Open a dispose scope", editor => editor.ReplaceNode(body, (current, _) => Opened((BlockSyntax)current, text)));
    }

    // Two diagnostics in one loop need one scope.
    private static BlockSyntax Opened(BlockSyntax body, string text)
    {
        var first = body.Statements[0];
        if (first.WithoutTrivia().ToString() == text)
            return body;
        var indentation = first.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1);
        var end = first.GetTrailingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).DefaultIfEmpty(Space).Take(1);
        return body.WithStatements(body.Statements.Insert(
            0, ParseStatement(text).WithLeadingTrivia(indentation).WithTrailingTrivia(end)));
    }

    private static BlockSyntax? Body(SyntaxNode node) =>
        node.Ancestors().Select(outer => outer switch
        {
            CommonForEachStatementSyntax loop => loop.Statement,
            ForStatementSyntax loop => loop.Statement,
            WhileStatementSyntax loop => loop.Statement,
            DoStatementSyntax loop => loop.Statement,
            _ => null,
        }).FirstOrDefault(body => body is not null) as BlockSyntax;

    // A tensor outlives the iteration if it is assigned to an outer variable, added to a list or returned.
    private static bool CarriesOut(BlockSyntax body, SemanticModel model, CancellationToken cancellation) =>
        body.DescendantNodes().Any(node => node switch
        {
            YieldStatementSyntax or ReturnStatementSyntax { Expression: not null } => true,
            AssignmentExpressionSyntax { Left: not DeclarationExpressionSyntax } assignment =>
                IsTensor(assignment.Left, model, cancellation) && !IsDeclaredIn(body, assignment.Left, model, cancellation),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "Enqueue" or "Push" } } call =>
                call.ArgumentList.Arguments.Any(argument => IsTensor(argument.Expression, model, cancellation)),
            _ => false,
        });

    private static bool IsTensor(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        model.GetTypeInfo(expression, cancellation).Type is { Name: "Tensor" or "LossResult" } or INamedTypeSymbol { IsTupleType: true };

    private static bool IsDeclaredIn(BlockSyntax body, ExpressionSyntax target, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(target, cancellation).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var declaration] }
        && body.Span.Contains(declaration.Span);
}
