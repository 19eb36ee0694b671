using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Declarations;

/// <summary>LDSL1010: the names of generated members are taken.</summary>
internal static class ReservedNames
{
    /// <summary>Notes members that have such a name.</summary>
    public static void Check(Role role, DiagnosticBag diagnostics)
    {
        foreach (var member in Written(diagnostics.Type, role))
        {
            if (Problem(member, role) is not { } problem)
                continue;
            // A base that is declared as well reports its own; one that is not declared gets nothing generated and stands in the way.
            var owner = member.ContainingType.Is(diagnostics.Type) || member.ContainingType.HasAttribute(role.Attribute) ? member : diagnostics.Type;
            diagnostics.AddError(
                "LDSL1010",
                owner,
                location: null,
                $"{diagnostics.Type.Name} cannot have a member '{member.Name}': {problem}; rename it{KeepingKey(member, role)}");
        }
    }

    /// <summary>The generated names that a type, or a base of it, has given to members of its own.</summary>
    public static IEnumerable<string> GetTakenNames(Role role, INamedTypeSymbol type) => Written(type, role)
        .Select(member => member.Name)
        .Where(role.Generated.Contains)
        .Distinct()
        .OrderBy(name => name, StringComparer.Ordinal);

    // What another assembly has completed is its own.
    private static IEnumerable<ISymbol> Written(INamedTypeSymbol type, Role role) => type.GetBaseTypesAndThis()
        .Where(part => part.DeclaringSyntaxReferences.Length > 0 || !part.HasAttribute(role.Attribute))
        .SelectMany(part => part.GetMembers())
        .Where(SymbolExtensions.IsHandwritten);

    private static string? Problem(ISymbol member, Role role) =>
        role.Generated.Contains(member.Name) || (member.Name == GeneratedNames.DataField && IsTensor(member))
            ? "that name is generated"
            : GeneratedNames.ObjectMembers.Contains(member.Name) ? "its key would hide a member of object" : null;

    private static string KeepingKey(ISymbol member, Role role) =>
        member is not IPropertySymbol { IsStatic: false } ? ""
        : role.Name == "LossConfig" ? $" and keep its key with [ConfigKey(\"{SnakeCase.From(member.Name)}\")]"
        : IsTensor(member) ? $" and keep its key with Key = \"{SnakeCase.From(member.Name)}\""
        : "";

    private static bool IsTensor(ISymbol member) =>
        member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "TensorAttribute" or "MetricAttribute");
}
