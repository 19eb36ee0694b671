using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>The declaration of one metric.</summary>
/// <param name="Property">The C# name.</param>
/// <param name="Key">The name in dictionaries and logs.</param>
/// <param name="Normalizer">The denominator of the value.</param>
/// <param name="Reduction">The reduction of the values of microbatches to the value of the step.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record MetricField(string Property, string Key, MetricNormalizer Normalizer, MetricReduction Reduction);
