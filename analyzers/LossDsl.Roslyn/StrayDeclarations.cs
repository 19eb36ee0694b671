using System.Collections.Immutable;
using LossDsl.Roslyn.Configs;
using LossDsl.Roslyn.DataDicts;
using LossDsl.Roslyn.Metrics;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn;

/// <summary>Reads properties that are declared in a type that is not: a base of declared records, or a mistake.</summary>
internal static class StrayDeclarations
{
    /// <summary>The mistakes of the properties.</summary>
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
