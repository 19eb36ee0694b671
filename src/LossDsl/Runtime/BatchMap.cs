using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace LossDsl.Runtime;

/// <summary>An operation on a batch, applied to each of its entries.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class BatchMap
{
    /// <summary>Maps a tensor that the data dict declares.</summary>
    /// <param name="field">The declaration of the tensor.</param>
    /// <param name="tensor">The tensor.</param>
    public abstract Tensor MapTensor(TensorField field, Tensor tensor);

    /// <summary>Maps a value that no data dict declares.</summary>
    /// <param name="key">The key of the value.</param>
    /// <param name="value">The value: a tensor, a list or anything else.</param>
    public abstract object? MapValue(string key, object? value);

    /// <summary>Maps all values that a record carries beyond its declared tensors.</summary>
    /// <param name="extra">The undeclared values by key.</param>
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
