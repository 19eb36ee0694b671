using System.Collections;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace LossDsl;

/// <summary>
/// The carrier that data loaders fill: string keys, values that are tensors, lists or anything else, in the order in
/// which they were added. It does not own its tensors: whoever made them disposes them.
/// </summary>
/// <remarks>
/// Rows are the first dimension of tensors and the elements of lists, as in the reference; other values, tensors without
/// dimensions among them, belong to the whole batch.
/// </remarks>
public class BatchedDataDict : IDictionary<string, object?>, IReadOnlyDictionary<string, object?>, IBatch<BatchedDataDict>
{
    internal static readonly IReadOnlyDictionary<string, object?> EmptyExtra = ReadOnlyDictionary<string, object?>.Empty;

    private readonly OrderedDictionary<string, object?> _values;

    /// <summary>Makes an empty batch.</summary>
    public BatchedDataDict() => _values = [];

    /// <summary>Makes a batch of given entries.</summary>
    /// <param name="values">The entries.</param>
    public BatchedDataDict(IEnumerable<KeyValuePair<string, object?>> values) => _values = new(values);

    /// <summary>The number of entries.</summary>
    public int Count => _values.Count;

    /// <summary>The number of rows; 0 where nothing has rows.</summary>
    /// <exception cref="ArgumentException">Tensors and lists disagree.</exception>
    public long Rows => BatchRows.Count(this, Schema);

    /// <summary>The keys in order of addition.</summary>
    public ICollection<string> Keys => _values.Keys;

    /// <summary>The values in order of addition.</summary>
    public ICollection<object?> Values => _values.Values;

    IEnumerable<string> IReadOnlyDictionary<string, object?>.Keys => _values.Keys;

    IEnumerable<object?> IReadOnlyDictionary<string, object?>.Values => _values.Values;

    bool ICollection<KeyValuePair<string, object?>>.IsReadOnly => false;

    /// <summary>The entries, to be walked over without an allocation.</summary>
    internal OrderedDictionary<string, object?> Entries => _values;

    /// <summary>What is known of the tensors; null where nothing is.</summary>
    private protected virtual DataDictSchema? Schema => null;

    /// <summary>The value under a key.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="KeyNotFoundException">There is no such key; the message names the nearest one.</exception>
    public object? this[string key]
    {
        get => _values.TryGetValue(key, out var value) ? value : throw NotFound(key);
        set => _values[key] = value;
    }

    /// <summary>Adds an entry.</summary>
    /// <param name="key">The key, which must be new.</param>
    /// <param name="value">The value.</param>
    public void Add(string key, object? value) => _values.Add(key, value);

    /// <summary>Whether there is such a key.</summary>
    /// <param name="key">The key.</param>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <summary>Removes an entry.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string key) => _values.Remove(key);

    /// <summary>Gets the value under a key, if there is one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, or null.</param>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value) => _values.TryGetValue(key, out value);

    /// <summary>The tensor under a key.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    /// <exception cref="InvalidCastException">The value is not a tensor.</exception>
    public Tensor GetTensor(string key) => this[key] as Tensor
        ?? throw new InvalidCastException($"'{key}' is not a tensor but {this[key]?.GetType().Name ?? "null"}");

    /// <summary>The batch that an operation makes of this one, part by part.</summary>
    /// <param name="map">The operation.</param>
    public virtual BatchedDataDict Map(BatchMap map) => new(Mapped(map));

    /// <summary>Removes all entries; their tensors live on.</summary>
    public void Clear() => _values.Clear();

    /// <summary>The entries in order of addition.</summary>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<KeyValuePair<string, object?>>.Add(KeyValuePair<string, object?> entry) => Add(entry.Key, entry.Value);

    bool ICollection<KeyValuePair<string, object?>>.Contains(KeyValuePair<string, object?> entry) => _values.Contains(entry);

    bool ICollection<KeyValuePair<string, object?>>.Remove(KeyValuePair<string, object?> entry) =>
        ((ICollection<KeyValuePair<string, object?>>)_values).Remove(entry);

    void ICollection<KeyValuePair<string, object?>>.CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object?>>)_values).CopyTo(array, arrayIndex);

    private protected IEnumerable<KeyValuePair<string, object?>> Mapped(BatchMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return _values.Select(entry => KeyValuePair.Create(
            entry.Key,
            entry.Value is Tensor tensor && Schema?.Find(entry.Key) is { } field
                ? map.MapTensor(field, tensor)
                : map.MapValue(entry.Key, entry.Value)));
    }

    private KeyNotFoundException NotFound(string key)
    {
        var nearest = NearestName.Find(key, Keys);
        return new KeyNotFoundException(
            $"the batch has no key '{key}'" + (nearest is null ? "" : $"; did you mean '{nearest}'?"));
    }
}
