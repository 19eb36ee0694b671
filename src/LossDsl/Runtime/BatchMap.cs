using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace LossDsl.Runtime;

/// <summary>An operation on a batch: what it makes of each part.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class BatchMap
{
    /// <summary>What becomes of a declared tensor.</summary>
    /// <param name="field">Its declaration.</param>
    /// <param name="tensor">The tensor.</param>
    public abstract Tensor MapTensor(TensorField field, Tensor tensor);

    /// <summary>What becomes of a value that no contract declares.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">The value: a tensor, a list or anything else.</param>
    public abstract object? MapValue(string key, object? value);

    /// <summary>What becomes of all that a record carries beyond its declared tensors.</summary>
    /// <param name="extra">The values by key.</param>
    [return: NotNullIfNotNull(nameof(extra))]
    public IReadOnlyDictionary<string, object?>? MapExtra(IReadOnlyDictionary<string, object?>? extra)
    {
        if (extra is null || extra.Count == 0)
            return extra;
        var mapped = new Dictionary<string, object?>(extra.Count);
        foreach (var (key, value) in extra)
            mapped[key] = MapValue(key, value);
        return mapped;
    }
}
