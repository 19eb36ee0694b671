using System.Composition;
using LossDsl.Analyzers.Declarations;
using LossDsl.Roslyn.DataDicts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace LossDsl.CodeFixes.Declarations;

/// <summary>LDSL1014: changes the type of an <c>[Extra]</c> property to a read-only dictionary.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExtraPropertyFix)), Shared]
public sealed class ExtraPropertyFix() : RuleCodeFixProvider(DeclarationRules.ExtraMustBeOneDictionary)
{
    private const string Dictionary = "IReadOnlyDictionary<string, object?>";

    /// <inheritdoc/>
    protected override CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.ContainsKey(ExtraProperty.WrongType)
            || node.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is not { Type: var type })
        {
            return null;
        }

        var isImported = model.LookupNamespacesAndTypes(type.SpanStart, name: "IReadOnlyDictionary").Any();
        var name = SyntaxFactory.ParseTypeName((isImported ? "" : "System.Collections.Generic.") + Dictionary + (type is NullableTypeSyntax ? "?" : ""));
        return new CodeEdit($"Change to {Dictionary}", editor => editor.ReplaceNode(
            type, name.WithTriviaFrom(type).WithAdditionalAnnotations(Simplifier.Annotation)));
    }
}
