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
    public static ImmutableArray<Problem> Problems(INamedTypeSymbol type, Vocabulary vocabulary, CancellationToken cancellation)
    {
        Problems? problems = null;
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
        {
            if (property.GetAttributes().IsEmpty)
                continue;
            problems ??= new Problems(type, cancellation);
            if (TensorReader.Read(property, vocabulary, problems) is null)
                MetricsReader.Metric(property, vocabulary, problems);
            FieldRuleReader.CheckStray(property, vocabulary, problems);
        }

        return problems?.Own ?? [];
    }
}
