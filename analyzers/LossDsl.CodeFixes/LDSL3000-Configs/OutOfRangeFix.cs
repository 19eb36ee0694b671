using System.Composition;
using LossDsl.Analyzers.Configs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes.Configs;

/// <summary>LDSL3001: replaces an illegal value by the nearest legal one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OutOfRangeFix)), Shared]
public sealed class OutOfRangeFix() : RuleCodeFixProvider(ValuesMustBeAllowed.Rule)
{
    /// <inheritdoc/>
    protected override CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation) =>
        diagnostic.Properties.TryGetValue(ValuesMustBeAllowed.NearestKey, out var nearest) && nearest is not null
        && (node as ExpressionSyntax ?? (node as ArgumentSyntax)?.Expression) is { } value
            ? new CodeEdit($"Change to {nearest}", editor => editor.ReplaceNode(
                value, SyntaxFactory.ParseExpression(nearest).WithTriviaFrom(value)))
            : null;
}
