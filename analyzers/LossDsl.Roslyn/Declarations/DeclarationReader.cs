using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Declarations;

/// <summary>Reads what all declared records have in common: where they stand and what they derive from.</summary>
internal static class DeclarationReader
{
    /// <summary>The record's declaration; null where no other file could complete it.</summary>
    public static Declaration? Read(Role role, Vocabulary vocabulary, Problems problems)
    {
        var type = problems.Type;
        if (type.TypeKind != TypeKind.Class || Refusal.Of(type) is not null || !IsNamed(type))
            return null;
        Refusal.Check(problems);

        var roles = Role.All(vocabulary).Where(other => type.Has(other.Attribute)).Select(other => other.Name).ToList();
        if (roles.Count > 1)
            problems.Add(
                "LDSL1015",
                type,
                location: null,
                $"{type.Name} is declared as {string.Join(" and ", roles.Select(name => $"[{name}]"))}; "
                + "all of them would generate its keys and its schema: make a record of each");
        ReservedNames.Check(role, problems);
        return new Declaration(
            type.ContainingNamespace is { IsGlobalNamespace: false } scope ? NamespaceName(scope) : "",
            Containers(type).Select(Header).ToEquatableArray(),
            type.Name,
            type.IsRecord ? "record" : "class",
            Name(type, "<", ">"),
            Name(type, "{", "}"),
            HintNames.Of(type, IsSecondary(role, type, vocabulary) ? role.Name : null),
            type.IsSealed,
            Derives: CompletedBases(type, role, vocabulary).Any(),
            type.Chain().SelectMany(part => part.GetMembers()).Any(IsObsolete));
    }

    /// <summary>Why only members that throw are generated; null where the declaration is sound.</summary>
    public static Fault? Fault(Role role, Vocabulary vocabulary, Problems problems) => problems.Fault is { } message
        ? new Fault(message, ReservedNames.Taken(role, problems.Type).ToEquatableArray(), IsSecondary(role, problems.Type, vocabulary))
        : null;

    /// <summary>The bases of a type that get generated members as well.</summary>
    public static IEnumerable<INamedTypeSymbol> CompletedBases(INamedTypeSymbol type, Role role, Vocabulary vocabulary) =>
        type.Chain().Where(part => !part.Is(type) && part.Has(role.Attribute) && !IsSecondary(role, part, vocabulary) && IsCompleted(part));

    // What another assembly has is complete.
    private static bool IsCompleted(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.IsEmpty
        ? type.GetTypeMembers("Keys").Length > 0
        : Refusal.Of(type.OriginalDefinition) is null;

    private static bool IsSecondary(Role role, INamedTypeSymbol type, Vocabulary vocabulary) =>
        Role.All(vocabulary).First(other => type.Has(other.Attribute)).Name != role.Name;

    private static bool IsObsolete(ISymbol member) => member is IPropertySymbol && member.GetAttributes().Any(
        attribute => attribute.AttributeClass is { Name: "ObsoleteAttribute", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });

    private static IEnumerable<INamedTypeSymbol> Containers(INamedTypeSymbol type) =>
        type.ContainingType is { } container ? Containers(container).Append(container) : [];

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
    private static bool IsNamed(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol { IsGlobalNamespace: true } => true,
        INamedTypeSymbol type when type.TypeParameters.Any(parameter => parameter.Name.Length == 0) => false,
        _ => symbol.Name.Length > 0
            && (symbol.ContainingSymbol is not INamespaceOrTypeSymbol scope || IsNamed(scope)),
    };
}
