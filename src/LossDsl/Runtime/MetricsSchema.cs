using System.Collections.Immutable;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>The declaration of a metrics record at run time.</summary>
/// <param name="name">The name of the record.</param>
/// <param name="fields">The metrics in declaration order.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MetricsSchema(string name, IReadOnlyList<MetricField> fields)
{
    /// <summary>The name of the record.</summary>
    public string Name { get; } = name;

    /// <summary>The metrics in declaration order.</summary>
    public ImmutableArray<MetricField> Fields { get; } = [.. fields];
}
