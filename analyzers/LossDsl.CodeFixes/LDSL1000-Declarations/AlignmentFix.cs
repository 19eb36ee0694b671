using System.Composition;
using LossDsl.Analyzers.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace LossDsl.CodeFixes.Declarations;

/// <summary>LDSL1005: removes the alignment.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AlignmentFix)), Shared]
public sealed class AlignmentFix() : RuleCodeFixProvider(DeclarationRules.AlignedTensorsMustHaveTokens)
{
    /// <inheritdoc/>
    protected override CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation) =>
        node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is { NameEquals: not null } argument
            ? new CodeEdit("Remove the alignment", editor => editor.RemoveNode(argument, SyntaxRemoveOptions.KeepNoTrivia))
            : null;
}
