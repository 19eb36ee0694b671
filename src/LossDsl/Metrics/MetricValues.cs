using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LossDsl;

/// <summary>Metrics on the host: a dictionary from snake_case names to numbers, in declaration order.</summary>
/// <typeparam name="T">The metrics record.</typeparam>
public sealed class MetricValues<T> : IReadOnlyDictionary<string, double>
    where T : class, ILossMetrics<T>
{
    private readonly double[] _values;

    internal MetricValues(Tensor packed) => _values = DeviceTransfer.ReadDoubles(packed);

    /// <summary>The number of metrics.</summary>
    public int Count => _values.Length;

    /// <summary>The names.</summary>
    public IEnumerable<string> Keys => T.Schema.Fields.Select(metric => metric.Key);

    /// <summary>The numbers.</summary>
    public IEnumerable<double> Values => _values;

    /// <summary>Gets a metric by name, as in <c>values["approx_entropy"]</c>.</summary>
    /// <param name="key">The name.</param>
    /// <exception cref="KeyNotFoundException">The metric does not exist; the message suggests the nearest name.</exception>
    public double this[string key] => TryGetValue(key, out var value) ? value : throw NotFound(key);

    /// <summary>Whether a metric with this name exists.</summary>
    /// <param name="key">The name.</param>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <summary>Gets a metric by name, if it exists.</summary>
    /// <param name="key">The name.</param>
    /// <param name="value">The value, or 0.</param>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out double value)
    {
        var index = IndexOf(key);
        value = index < 0 ? 0 : _values[index];
        return index >= 0;
    }

    /// <summary>Enumerates the metrics in declaration order.</summary>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() =>
        T.Schema.Fields.Select((field, i) => KeyValuePair.Create(field.Key, _values[i])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int IndexOf(string key)
    {
        for (var i = 0; i < T.Schema.Fields.Length; i++)
        {
            if (T.Schema.Fields[i].Key == key)
                return i;
        }

        return -1;
    }

    private KeyNotFoundException NotFound(string key)
    {
        var nearest = NearestName.Find(key, Keys);
        return new KeyNotFoundException(
            $"{T.Schema.Name} has no metric '{key}'" + (nearest is null ? "" : $"; did you mean '{nearest}'?"));
    }
}
