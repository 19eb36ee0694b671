using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Declarations;

/// <summary>LDSL1004: the keys of a record must be non-empty and unique.</summary>
internal static class UniqueKeys
{
    /// <summary>Reports empty and duplicate keys.</summary>
    /// <param name="keys">The properties with their keys, and the locations of keys that an attribute gives.</param>
    /// <param name="diagnostics">Receives the diagnostics.</param>
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

            // An error within a base record is reported there. A conflict between a base and this type is reported here.
            void Report(string problem) => diagnostics.AddError(
                "LDSL1004",
                diagnostics.IsExternal(property) ? diagnostics.Type : property,
                diagnostics.IsExternal(property) ? null : place,
                $"The key of {property.Name} {problem}");
        }
    }
}
