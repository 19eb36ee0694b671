using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Declarations;

/// <summary>Reads what all declared records have in common: namespace, containing types, base types.</summary>
internal static class DeclarationReader
{
    /// <summary>The record's declaration; null if another file cannot complete the type.</summary>
    public static Declaration? Read(Role role, KnownSymbols symbols, DiagnosticBag diagnostics)
    {
        var type = diagnostics.Type;
        if (type.TypeKind != TypeKind.Class || PartialRecord.GetError(type) is not null || !IsNamed(type))
            return null;
        PartialRecord.Check(diagnostics);

        var roles = Role.All(symbols).Where(other => type.HasAttribute(other.Attribute)).Select(other => other.Name).ToList();
        if (roles.Count > 1)
            diagnostics.AddError(
                "LDSL1015",
                type,
                location: null,
                $"{type.Name} is declared as {string.Join(" and ", roles.Select(name => $"[{name}]"))}; "
                + "all of them would generate its keys and its schema: make a record of each");
        ReservedNames.Check(role, diagnostics);
        return new Declaration(
            type.ContainingNamespace is { IsGlobalNamespace: false } scope ? NamespaceName(scope) : "",
            type.GetContainers().Select(Header).ToEquatableArray(),
            type.Name,
            type.IsRecord ? "record" : "class",
            Name(type, "<", ">"),
            Name(type, "{", "}"),
            HintNames.Create(type, IsSecondaryRole(role, type, symbols) ? role.Name : null),
            type.IsSealed,
            HasCompletedBase: GetCompletedBases(type, role, symbols).Any(),
            type.GetBaseTypesAndThis().SelectMany(part => part.GetMembers()).Any(IsObsolete));
    }

    /// <summary>Why the generated members throw; null if the declaration is valid.</summary>
    public static DeclarationError? GetError(Role role, KnownSymbols symbols, DiagnosticBag diagnostics) => diagnostics.DeclarationError is { } message
        ? new DeclarationError(message, ReservedNames.GetTakenNames(role, diagnostics.Type).ToEquatableArray(), IsSecondaryRole(role, diagnostics.Type, symbols))
        : null;

    /// <summary>The base types that get generated members as well.</summary>
    public static IEnumerable<INamedTypeSymbol> GetCompletedBases(INamedTypeSymbol type, Role role, KnownSymbols symbols) =>
        type.GetBaseTypesAndThis().Where(part => !part.Is(type) && part.HasAttribute(role.Attribute) && !IsSecondaryRole(role, part, symbols) && IsCompleted(part));

    // A type from a referenced assembly is compiled with its generated members.
    private static bool IsCompleted(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.IsEmpty
        ? type.GetTypeMembers("Keys").Length > 0
        : PartialRecord.GetError(type.OriginalDefinition) is null;

    private static bool IsSecondaryRole(Role role, INamedTypeSymbol type, KnownSymbols symbols) =>
        Role.All(symbols).First(other => type.HasAttribute(other.Attribute)).Name != role.Name;

    private static bool IsObsolete(ISymbol member) => member is IPropertySymbol && member.GetAttributes().Any(
        attribute => attribute.AttributeClass is { Name: "ObsoleteAttribute", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });

    private static string NamespaceName(INamespaceSymbol scope)
    {
        var name = CSharp.EscapeIdentifier(scope.Name);
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
        var name = CSharp.EscapeIdentifier(type.Name);
        var parameters = type.TypeParameters.Select(parameter => CSharp.EscapeIdentifier(parameter.Name));
        return type.Arity == 0 ? name : name + open + string.Join(", ", parameters) + close;
    }

    // While code is typed, there are declarations without a name.
    private static bool IsNamed(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol { IsGlobalNamespace: true } => true,
        INamedTypeSymbol type when type.TypeParameters.Any(parameter => parameter.Name.Length == 0) => false,
        _ => symbol.Name.Length > 0
            && (symbol.ContainingSymbol is not INamespaceOrTypeSymbol scope || IsNamed(scope)),
    };
}
