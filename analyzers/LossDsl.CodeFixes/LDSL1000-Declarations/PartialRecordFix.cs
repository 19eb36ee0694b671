using System.Composition;
using LossDsl.Analyzers.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace LossDsl.CodeFixes.Declarations;

/// <summary>LDSL1001: makes a class a partial record.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialRecordFix)), Shared]
public sealed class PartialRecordFix() : RuleCodeFixProvider(DeclarationRules.DeclaredTypesMustBeRecords)
{
    /// <inheritdoc/>
    protected override CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
            || type.Modifiers.Any(SyntaxKind.FileKeyword)
            || type is not (RecordDeclarationSyntax or ClassDeclarationSyntax)
            || (type is ClassDeclarationSyntax && (type.BaseList is not null || type.Modifiers.Any(SyntaxKind.StaticKeyword))))
        {
            return null;
        }

        var title = type is ClassDeclarationSyntax ? $"Make {type.Identifier} a partial record" : $"Make {type.Identifier} partial";
        return new CodeEdit(title, editor => Apply(editor, type));
    }

    private static void Apply(SyntaxEditor editor, TypeDeclarationSyntax type)
    {
        editor.ReplaceNode(type, (current, _) => WithPartial(current is ClassDeclarationSyntax declared ? AsRecord(declared) : current));
        foreach (var container in type.Ancestors().OfType<TypeDeclarationSyntax>())
            editor.ReplaceNode(container, (current, _) => WithPartial(current));
    }

    private static SyntaxNode WithPartial(SyntaxNode node)
    {
        var type = (TypeDeclarationSyntax)node;
        if (type.Modifiers.Any(SyntaxKind.PartialKeyword))
            return type;
        if (type.Modifiers.Count > 0)
            return type.WithModifiers(type.Modifiers.Add(Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(Space)));

        // The trivia in front of the keyword belongs in front of the new first token.
        var partial = Token(SyntaxKind.PartialKeyword).WithLeadingTrivia(type.Keyword.LeadingTrivia).WithTrailingTrivia(Space);
        return type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers(TokenList(partial));
    }

    private static RecordDeclarationSyntax AsRecord(ClassDeclarationSyntax type) => RecordDeclaration(
        SyntaxKind.RecordDeclaration,
        type.AttributeLists,
        type.Modifiers,
        Token(SyntaxKind.RecordKeyword).WithTriviaFrom(type.Keyword),
        classOrStructKeyword: default,
        type.Identifier,
        type.TypeParameterList,
        type.ParameterList,
        type.BaseList,
        type.ConstraintClauses,
        type.OpenBraceToken,
        type.Members,
        type.CloseBraceToken,
        type.SemicolonToken);
}
