using LossDsl.Generators.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generators.Declarations;

/// <summary>Reads where a record stands.</summary>
internal static class DeclarationReader
{
    /// <summary>The record's declaration; null where no other file could complete it.</summary>
    public static Declaration? Read(INamedTypeSymbol type, bool derives)
    {
        var scopes = Scopes(type);
        if (!type.IsRecord
            || type.TypeKind != TypeKind.Class
            || IsMarkedTwice(type)
            || !HasName(type.ContainingNamespace)
            || !scopes.All(CanBeCompleted))
        {
            return null;
        }

        return new Declaration(
            type.ContainingNamespace is { IsGlobalNamespace: false } scope ? NamespaceName(scope) : "",
            scopes.Take(scopes.Count - 1).Select(Header).ToEquatableArray(),
            type.Name,
            Name(type, "<", ">"),
            Name(type, "{", "}"),
            HintNames.Of(type),
            type.IsSealed,
            derives,
            type.Chain().SelectMany(part => part.GetMembers()).Any(IsObsolete));
    }

    // Two of our attributes would both add Keys and Schema; one attribute on two parts is an error of its own.
    private static bool IsMarkedTwice(INamedTypeSymbol type) => type.GetAttributes().Count(attribute =>
        attribute.AttributeClass?.ToDisplayString()
            is Vocabulary.DataDict or Vocabulary.LossConfig or Vocabulary.LossMetrics) != 1;

    private static List<INamedTypeSymbol> Scopes(INamedTypeSymbol type)
    {
        var scopes = new List<INamedTypeSymbol>();
        for (var scope = type; scope is not null; scope = scope.ContainingType)
            scopes.Insert(0, scope);
        return scopes;
    }

    private static bool CanBeCompleted(INamedTypeSymbol type) =>
        HasName(type) && type.TypeParameters.All(HasName) && !type.IsFileLocal && type.DeclaringSyntaxReferences.All(part =>
            part.GetSyntax() is TypeDeclarationSyntax declared && declared.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static bool IsObsolete(ISymbol member) =>
        member is IPropertySymbol && member.Attribute("System.ObsoleteAttribute") is not null;

    private static string NamespaceName(INamespaceSymbol scope)
    {
        var name = CSharp.Identifier(scope.Name);
        return scope.ContainingNamespace is { IsGlobalNamespace: false } outer ? NamespaceName(outer) + "." + name : name;
    }

    private static string Header(INamedTypeSymbol type)
    {
        var kind = (type.TypeKind, type.IsRecord) switch
        {
            (TypeKind.Interface, _) => "interface",
            (TypeKind.Struct, true) => "record struct",
            (TypeKind.Struct, false) => "struct",
            (_, true) => "record",
            _ => "class",
        };
        return $"partial {kind} {Name(type, "<", ">")}";
    }

    private static string Name(INamedTypeSymbol type, string open, string close)
    {
        var name = CSharp.Identifier(type.Name);
        var parameters = type.TypeParameters.Select(parameter => CSharp.Identifier(parameter.Name));
        return type.Arity == 0 ? name : name + open + string.Join(", ", parameters) + close;
    }

    // Half-written code has declarations without a name.
    private static bool HasName(ISymbol symbol) => symbol.Name.Length > 0;

    private static bool HasName(INamespaceSymbol scope) =>
        scope.IsGlobalNamespace || (scope.Name.Length > 0 && HasName(scope.ContainingNamespace));
}
