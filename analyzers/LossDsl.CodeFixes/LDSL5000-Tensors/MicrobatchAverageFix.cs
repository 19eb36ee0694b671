using System.Composition;
using LossDsl.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes.Tensors;

/// <summary>LDSL5002: takes the division away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MicrobatchAverageFix)), Shared]
public sealed class MicrobatchAverageFix() : RuleFix(MicrobatchAverageAnalyzer.Rule)
{
    private const string Title = "Remove the division";

    /// <inheritdoc/>
    protected override Mend? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation) => node switch
    {
        AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement } =>
            new Mend(Title, editor => editor.RemoveNode(statement, SyntaxRemoveOptions.KeepNoTrivia)),
        BinaryExpressionSyntax { Left: var loss } quotient => Replace(quotient, loss),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var loss } } call => Replace(call, loss),
        _ => null,
    };

    // (loss / n).backward(): what is left needs no parentheses.
    private static Mend Replace(ExpressionSyntax division, ExpressionSyntax loss)
    {
        ExpressionSyntax all = division.Parent is ParenthesizedExpressionSyntax parentheses ? parentheses : division;
        return new Mend(Title, editor => editor.ReplaceNode(all, loss.WithTriviaFrom(all)));
    }
}
