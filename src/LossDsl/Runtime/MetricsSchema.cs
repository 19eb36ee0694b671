using System.Collections.Immutable;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>A metrics record as data.</summary>
/// <param name="name">The record's name.</param>
/// <param name="fields">Its metrics in declaration order.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MetricsSchema(string name, IReadOnlyList<MetricField> fields)
{
    /// <summary>The record's name.</summary>
    public string Name { get; } = name;

    /// <summary>Its metrics in declaration order.</summary>
    public ImmutableArray<MetricField> Fields { get; } = [.. fields];
}
