using System.Collections.Immutable;
using LossDsl.Roslyn.Configs;
using LossDsl.Roslyn.DataDicts;
using LossDsl.Roslyn.Metrics;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn;

/// <summary>
/// Checks properties with attributes in a type without a role attribute: the type is a base of declared records, or a mistake.
/// </summary>
internal static class StrayDeclarations
{
    /// <summary>The diagnostics of the properties.</summary>
    public static ImmutableArray<DeclarationDiagnostic> Check(INamedTypeSymbol type, KnownSymbols symbols, CancellationToken cancellation)
    {
        DiagnosticBag? diagnostics = null;
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
        {
            if (property.GetAttributes().IsEmpty)
                continue;
            diagnostics ??= new DiagnosticBag(type, cancellation);
            if (TensorReader.Read(property, symbols, diagnostics) is null)
                MetricsReader.ReadMetric(property, symbols, diagnostics);
            FieldRuleReader.CheckStray(property, symbols, diagnostics);
        }

        return diagnostics?.OwnDiagnostics ?? [];
    }
}
