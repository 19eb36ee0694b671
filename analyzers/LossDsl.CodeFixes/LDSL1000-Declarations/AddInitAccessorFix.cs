using System.Composition;
using LossDsl.Analyzers.Declarations;
using LossDsl.Roslyn.DataDicts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace LossDsl.CodeFixes.Declarations;

/// <summary>LDSL1002: adds an <c>init</c> accessor to a property that has only <c>get</c>.</summary>
/// <remarks>A wrong type has no obvious fix: the attribute may be on the wrong property.</remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddInitAccessorFix)), Shared]
public sealed class AddInitAccessorFix() : RuleCodeFixProvider(DeclarationRules.TensorsMustBeSettableProperties)
{
    /// <inheritdoc/>
    protected override CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(TensorProperty.ErrorKind, out var flaw)
            || flaw != TensorProperty.Accessor
            || node.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is not { AccessorList.Accessors: [{ Body: null, ExpressionBody: null } get] accessors }
            || !get.IsKind(SyntaxKind.GetAccessorDeclaration))
        {
            return null;
        }

        return new CodeEdit("Add init", editor => editor.ReplaceNode(
            get.Parent!,
            (current, _) => ((AccessorListSyntax)current).WithAccessors(accessors.Add(Init(get)))));
    }

    private static AccessorDeclarationSyntax Init(AccessorDeclarationSyntax get) =>
        AccessorDeclaration(SyntaxKind.InitAccessorDeclaration)
            .WithLeadingTrivia(get.GetLeadingTrivia())
            .WithSemicolonToken(Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(get.GetTrailingTrivia()));
}
