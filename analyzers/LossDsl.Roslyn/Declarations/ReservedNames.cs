using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Declarations;

/// <summary>LDSL1010: a record must not declare members with the names of generated ones.</summary>
internal static class ReservedNames
{
    /// <summary>Reports members with such names.</summary>
    public static void Check(Role role, DiagnosticBag diagnostics)
    {
        foreach (var member in Written(diagnostics.Type, role))
        {
            if (Problem(member, role) is not { } problem)
                continue;
            // A declared base record reports its own members. The members of any other base are reported at the type.
            var owner = member.ContainingType.Is(diagnostics.Type) || member.ContainingType.HasAttribute(role.Attribute) ? member : diagnostics.Type;
            diagnostics.AddError(
                "LDSL1010",
                owner,
                location: null,
                $"{diagnostics.Type.Name} cannot have a member '{member.Name}': {problem}; rename it{KeepingKey(member, role)}");
        }
    }

    /// <summary>The names of generated members that a type or its bases already declare.</summary>
    public static IEnumerable<string> GetTakenNames(Role role, INamedTypeSymbol type) => Written(type, role)
        .Select(member => member.Name)
        .Where(role.Generated.Contains)
        .Distinct()
        .OrderBy(name => name, StringComparer.Ordinal);

    // A declared type of a referenced assembly is skipped: its generated members are compiled in.
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
