using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>One declared metric.</summary>
/// <param name="Property">The C# name.</param>
/// <param name="Key">The name in dictionaries and logs.</param>
/// <param name="Normalizer">The count that it was divided by.</param>
/// <param name="Reduction">How the values of microbatches become the value of the step.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record MetricField(string Property, string Key, MetricNormalizer Normalizer, MetricReduction Reduction);
