using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Declarations;

/// <summary>LDSL1004: two properties cannot be carried under one key.</summary>
internal static class UniqueKeys
{
    /// <summary>Notes keys that are empty or there twice.</summary>
    /// <param name="keys">The properties with their keys, and what spells the key where it is given.</param>
    /// <param name="diagnostics">The diagnostics.</param>
    public static void Check(IEnumerable<(IPropertySymbol Property, string Key, Location? Place)> keys, DiagnosticBag diagnostics)
    {
        var owners = new Dictionary<string, IPropertySymbol>(StringComparer.Ordinal);
        foreach (var (property, key, place) in keys)
        {
            if (string.IsNullOrWhiteSpace(key))
                Report("is empty; leave it out to get the name in snake_case");
            else if (owners.TryGetValue(key, out var owner))
                Report($"is '{key}', which {owner.Name} has already");
            else
                owners.Add(key, property);

            // What a base declares wrongly is reported there; what it has in common with this type is reported here.
            void Report(string problem) => diagnostics.AddError(
                "LDSL1004",
                diagnostics.IsExternal(property) ? diagnostics.Type : property,
                diagnostics.IsExternal(property) ? null : place,
                $"The key of {property.Name} {problem}");
        }
    }
}
