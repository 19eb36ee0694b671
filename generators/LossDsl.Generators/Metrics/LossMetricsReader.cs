using LossDsl.Generators.Declarations;
using LossDsl.Generators.Source;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Metrics;

/// <summary>Reads the symbols of a metrics record.</summary>
internal static class LossMetricsReader
{
    /// <summary>The model of a metrics record; null where the declaration is malformed.</summary>
    public static LossMetricsModel? Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var bases = type.Completed(
            Vocabulary.LossMetrics, GeneratedNames.LossMetrics, parent => Read(parent, compilation, cancellation) is not null);
        if (bases is null || DeclarationReader.Read(type, derives: bases.Count > 0) is not { } declaration)
            return null;

        var metrics = new List<MetricModel>();
        foreach (var property in type.Properties())
        {
            cancellation.ThrowIfCancellationRequested();
            if (property.Attribute(Vocabulary.Metric) is not { } attribute)
                continue;
            if (!IsReadable(property, type, compilation) || Read(property, attribute, cancellation) is not { } metric)
                return null;
            metrics.Add(metric);
        }

        var keys = new HashSet<string>(metrics.Select(metric => metric.Key));
        if (metrics.Count == 0 || keys.Count < metrics.Count)
            return null;
        return new LossMetricsModel(declaration, metrics.ToEquatableArray());
    }

    private static MetricModel? Read(IPropertySymbol property, AttributeData attribute, CancellationToken cancellation)
    {
        var key = attribute.Named("Key") as string ?? SnakeCase.From(property.Name);
        return attribute.ConstructorArguments is [var per, var combine]
            && per.EnumMember() is { } denominator
            && combine.EnumMember() is { } rule
            && !string.IsNullOrWhiteSpace(key)
                ? new MetricModel(property.Name, key, denominator, rule, Documentation.Summary(property, cancellation))
                : null;
    }

    private static bool IsReadable(IPropertySymbol property, INamedTypeSymbol type, Compilation compilation) =>
        property is { IsStatic: false, IsIndexer: false, CanBeReferencedByName: true, GetMethod: { } get }
        && property.NullableAnnotation != NullableAnnotation.Annotated
        && property.Type.ToDisplayString(NullableFlowState.NotNull) == Vocabulary.TensorType
        && compilation.IsSymbolAccessibleWithin(get, type);
}
