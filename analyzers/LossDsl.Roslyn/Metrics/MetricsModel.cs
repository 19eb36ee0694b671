using LossDsl.Roslyn.Declarations;

namespace LossDsl.Roslyn.Metrics;

/// <summary>A metrics record, as far as its generated source depends on it.</summary>
/// <param name="Declaration">The record.</param>
/// <param name="DeclarationError">Why its members can only throw; null where the declaration is sound.</param>
/// <param name="Metrics">Its metrics, those of base records first.</param>
internal sealed record MetricsModel(Declaration Declaration, DeclarationError? DeclarationError, EquatableArray<MetricModel> Metrics) : IDeclarationModel;

/// <summary>A metric.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Key">The name in dictionaries and logs.</param>
/// <param name="Normalizer">The name of the count that it was divided by.</param>
/// <param name="Reduction">The name of how microbatches combine.</param>
/// <param name="Summary">The summary of the property's documentation, if it has one.</param>
internal sealed record MetricModel(string Name, string Key, string Normalizer, string Reduction, string? Summary);
