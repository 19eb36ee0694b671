using LossDsl.Roslyn.DataDicts;
using LossDsl.Roslyn.Declarations;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Metrics;

/// <summary>Reads the declaration of a metrics record.</summary>
internal static class MetricsReader
{
    /// <summary>The model of a metrics record and the diagnostics of its declaration.</summary>
    public static DeclarationResult<MetricsModel> Read(INamedTypeSymbol type, KnownSymbols symbols, CancellationToken cancellation)
    {
        var (role, diagnostics) = (Role.LossMetrics(symbols), new DiagnosticBag(type, cancellation));
        var declaration = DeclarationReader.Read(role, symbols, diagnostics);
        var (properties, metrics) = (new List<IPropertySymbol>(), new List<MetricModel>());
        var declaresMetrics = type.GetAllProperties().Any(property => property.HasAttribute(symbols.MetricAttribute));
        foreach (var property in type.GetAllProperties())
        {
            cancellation.ThrowIfCancellationRequested();
            if (ReadMetric(property, symbols, diagnostics) is { } metric)
            {
                properties.Add(property);
                metrics.Add(metric);
            }
            else if (declaresMetrics && !property.HasAttribute(symbols.MetricAttribute))
            {
                ForgottenAttribute.Check(property, "Metric(…)", symbols, diagnostics);
            }
        }

        if (!declaresMetrics)
            diagnostics.AddError("LDSL1016", type, location: null, $"{type.Name} has no property that is marked [Metric]: mark those that hold the tensors to report");
        UniqueKeys.Check(
            properties.Select((property, i) => (property, metrics[i].Key, TensorReader.GetKeyLocation(property, symbols, cancellation))), diagnostics);
        var model = declaration is null
            ? null
            : new MetricsModel(declaration, DeclarationReader.GetError(role, symbols, diagnostics), metrics.ToEquatableArray());
        return new(model, [.. properties], diagnostics.OwnDiagnostics);
    }

    /// <summary>The model of a metric; null if the property has no <c>[Metric]</c>, or C# source cannot refer to it.</summary>
    public static MetricModel? ReadMetric(IPropertySymbol property, KnownSymbols symbols, DiagnosticBag diagnostics)
    {
        if (property.GetAttribute(symbols.MetricAttribute) is not { } attribute)
            return null;
        TensorProperty.Check(property, isMetric: true, symbols, diagnostics);
        EnumArguments.Check(attribute, property, diagnostics);
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Enum } per, { Kind: TypedConstantKind.Enum } combine])
        {
            diagnostics.MarkAsCompilerError(property);
            return null;
        }

        return property.IsStatic || property.IsIndexer || !property.CanBeReferencedByName
            ? null
            : new MetricModel(
                property.Name,
                attribute.GetNamedArgument("Key") as string ?? SnakeCase.From(property.Name),
                per.GetEnumMemberName() ?? "",
                combine.GetEnumMemberName() ?? "",
                Documentation.GetSummary(property, diagnostics.Cancellation));
    }
}
