using LossDsl.Roslyn.Declarations;

namespace LossDsl.Roslyn.Metrics;

/// <summary>The generator's model of a metrics record.</summary>
/// <param name="Declaration">The record.</param>
/// <param name="DeclarationError">Why the generated members throw; null if the declaration is valid.</param>
/// <param name="Metrics">The metrics, those of base records first.</param>
internal sealed record MetricsModel(Declaration Declaration, DeclarationError? DeclarationError, EquatableArray<MetricModel> Metrics) : IDeclarationModel;

/// <summary>The generator's model of a metric.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Key">The name in dictionaries and logs.</param>
/// <param name="Normalizer">The count that the metric is divided by: the name of an enum member.</param>
/// <param name="Reduction">How the values of microbatches are reduced: the name of an enum member.</param>
/// <param name="Summary">The summary of the property's documentation; null if there is none.</param>
internal sealed record MetricModel(string Name, string Key, string Normalizer, string Reduction, string? Summary);
