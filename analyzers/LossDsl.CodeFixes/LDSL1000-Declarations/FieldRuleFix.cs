using System.Composition;
using LossDsl.Analyzers.Declarations;
using LossDsl.Roslyn.Configs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes.Declarations;

/// <summary>LDSL1007: replaces a misspelt setting by <c>nameof</c> of the nearest one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FieldRuleFix)), Shared]
public sealed class FieldRuleFix() : RuleCodeFixProvider(DeclarationRules.RulesMustNameSettingsAndLegalValues)
{
    /// <inheritdoc/>
    protected override CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation) =>
        diagnostic.Properties.TryGetValue(FieldRuleReader.SuggestionKey, out var meant) && meant is not null
        && node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is { Expression: var name }
            ? new CodeEdit($"Change to nameof({meant})", editor => editor.ReplaceNode(
                name, SyntaxFactory.ParseExpression($"nameof({meant})").WithTriviaFrom(name)))
            : null;
}
