using LossDsl.Roslyn.DataDicts;
using LossDsl.Roslyn.Declarations;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Metrics;

/// <summary>Reads the declaration of a metrics record.</summary>
internal static class MetricsReader
{
    /// <summary>The model of a metrics record with the mistakes of its declaration.</summary>
    public static Reading<MetricsModel> Read(INamedTypeSymbol type, Vocabulary vocabulary, CancellationToken cancellation)
    {
        var (role, problems) = (Role.LossMetrics(vocabulary), new Problems(type, cancellation));
        var declaration = DeclarationReader.Read(role, vocabulary, problems);
        var (properties, metrics) = (new List<IPropertySymbol>(), new List<MetricModel>());
        var declaresMetrics = type.AllProperties().Any(property => property.Has(vocabulary.Metric));
        foreach (var property in type.AllProperties())
        {
            cancellation.ThrowIfCancellationRequested();
            if (Metric(property, vocabulary, problems) is { } metric)
            {
                properties.Add(property);
                metrics.Add(metric);
            }
            else if (declaresMetrics && !property.Has(vocabulary.Metric))
            {
                ForgottenAttribute.Check(property, "Metric(…)", vocabulary, problems);
            }
        }

        if (!declaresMetrics)
            problems.Add("LDSL1016", type, location: null, $"{type.Name} has no property that is marked [Metric]: mark those that hold the tensors to report");
        UniqueKeys.Check(
            properties.Select((property, i) => (property, metrics[i].Key, TensorReader.KeyPlace(property, vocabulary, cancellation))), problems);
        var model = declaration is null
            ? null
            : new MetricsModel(declaration, DeclarationReader.Fault(role, vocabulary, problems), metrics.ToEquatableArray());
        return new(model, [.. properties], problems.Own);
    }

    /// <summary>The model of a metric; null where the property has no attribute that says so, or code cannot name it.</summary>
    public static MetricModel? Metric(IPropertySymbol property, Vocabulary vocabulary, Problems problems)
    {
        if (property.Attribute(vocabulary.Metric) is not { } attribute)
            return null;
        TensorProperty.Check(property, isMetric: true, vocabulary, problems);
        EnumArguments.Check(attribute, property, problems);
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Enum } per, { Kind: TypedConstantKind.Enum } combine])
        {
            problems.DoesNotCompile(property);
            return null;
        }

        return property.IsStatic || property.IsIndexer || !property.CanBeReferencedByName
            ? null
            : new MetricModel(
                property.Name,
                attribute.Named("Key") as string ?? SnakeCase.From(property.Name),
                per.EnumMember() ?? "",
                combine.EnumMember() ?? "",
                Documentation.Summary(property, problems.Cancellation));
    }
}
