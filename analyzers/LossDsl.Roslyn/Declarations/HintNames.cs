using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Declarations;

/// <summary>Names generated files after their type: <c>My.Namespace.Outer`1.Type.g.cs</c>.</summary>
internal static class HintNames
{
    private static readonly ConditionalWeakTable<IAssemblySymbol, HashSet<string>> Ambiguous = new();

    /// <summary>The name of the file that completes a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="role">What the type is declared as beside its first role, which has a file of its own.</param>
    public static string Create(INamedTypeSymbol type, string? role = null) => Path(type) + (role is null ? "" : "." + role) + ".g.cs";

    private static string Path(ISymbol symbol) =>
        symbol.ContainingSymbol is INamespaceOrTypeSymbol scope and not INamespaceSymbol { IsGlobalNamespace: true }
            ? Path(scope) + "." + Part(symbol)
            : Part(symbol);

    // The compiler compares names of files without case, C# the names of types with it.
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

    // The names alone are known without the symbols, of which there may be thousands next to the one that is declared.
    private static HashSet<string> NamesThatDifferInCase(IAssemblySymbol assembly) =>
        [.. assembly.TypeNames.Concat(assembly.NamespaceNames).Distinct(StringComparer.Ordinal)
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Skip(1).Any())
            .SelectMany(same => same)];
}
