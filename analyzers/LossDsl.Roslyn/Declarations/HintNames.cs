using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Declarations;

/// <summary>Creates the hint names of generated files: <c>My.Namespace.Outer`1.Type.g.cs</c>.</summary>
internal static class HintNames
{
    private static readonly ConditionalWeakTable<IAssemblySymbol, HashSet<string>> Ambiguous = new();

    /// <summary>The hint name of the file that completes a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="role">The role, for a role beyond the type's first one.</param>
    public static string Create(INamedTypeSymbol type, string? role = null) => Path(type) + (role is null ? "" : "." + role) + ".g.cs";

    private static string Path(ISymbol symbol) =>
        symbol.ContainingSymbol is INamespaceOrTypeSymbol scope and not INamespaceSymbol { IsGlobalNamespace: true }
            ? Path(scope) + "." + Part(symbol)
            : Part(symbol);

    // Roslyn compares hint names case-insensitively, but type names are case-sensitive.
    private static string Part(ISymbol symbol)
    {
        if (!Ambiguous.GetValue(symbol.ContainingAssembly, NamesThatDifferInCase).Contains(symbol.Name))
            return symbol.MetadataName;
        var earlier = ((INamespaceOrTypeSymbol)symbol.ContainingSymbol).GetMembers()
            .Where(other => other is INamespaceOrTypeSymbol && other.MetadataName != symbol.MetadataName)
            .Where(other => string.Equals(other.MetadataName, symbol.MetadataName, StringComparison.OrdinalIgnoreCase))
            .Count(other => string.CompareOrdinal(other.MetadataName, symbol.MetadataName) < 0);
        return earlier == 0 ? symbol.MetadataName : $"{symbol.MetadataName}-{earlier}";
    }

    // The assembly's type names are known without creating symbols, of which there may be thousands.
    private static HashSet<string> NamesThatDifferInCase(IAssemblySymbol assembly) =>
        [.. assembly.TypeNames.Concat(assembly.NamespaceNames).Distinct(StringComparer.Ordinal)
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Skip(1).Any())
            .SelectMany(same => same)];
}
