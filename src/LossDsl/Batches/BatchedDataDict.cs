using System.Collections;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace LossDsl;

/// <summary>
/// A batch as a dictionary that data loaders fill: string keys in insertion order, values that are tensors, lists or anything else.
/// It does not own its tensors: whoever creates a tensor disposes it.
/// </summary>
/// <remarks>
/// Rows are the first dimension of tensors and the elements of lists, as in the reference. Every other value, scalar tensors included,
/// belongs to the whole batch.
/// </remarks>
public class BatchedDataDict : IDictionary<string, object?>, IReadOnlyDictionary<string, object?>, IBatch<BatchedDataDict>
{
    internal static readonly IReadOnlyDictionary<string, object?> EmptyExtra = ReadOnlyDictionary<string, object?>.Empty;

    private readonly OrderedDictionary<string, object?> _values;

    /// <summary>Creates an empty batch.</summary>
    public BatchedDataDict() => _values = [];

    /// <summary>Creates a batch with the given entries.</summary>
    /// <param name="values">The entries.</param>
    public BatchedDataDict(IEnumerable<KeyValuePair<string, object?>> values) => _values = new(values);

    /// <summary>The number of entries.</summary>
    public int Count => _values.Count;

    /// <summary>The number of rows; 0 where no value has rows.</summary>
    /// <exception cref="ArgumentException">Tensors and lists have different numbers of rows.</exception>
    public long Rows => BatchRows.Count(this, Schema);

    /// <summary>The keys in insertion order.</summary>
    public ICollection<string> Keys => _values.Keys;

    /// <summary>The values in insertion order.</summary>
    public ICollection<object?> Values => _values.Values;

    IEnumerable<string> IReadOnlyDictionary<string, object?>.Keys => _values.Keys;

    IEnumerable<object?> IReadOnlyDictionary<string, object?>.Values => _values.Values;

    bool ICollection<KeyValuePair<string, object?>>.IsReadOnly => false;

    /// <summary>The entries, for enumeration without an allocation.</summary>
    internal OrderedDictionary<string, object?> Entries => _values;

    /// <summary>The schema of the data dict; null for an untyped batch.</summary>
    private protected virtual DataDictSchema? Schema => null;

    /// <summary>Gets or sets the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="KeyNotFoundException">The key does not exist; the message suggests the nearest key.</exception>
    public object? this[string key]
    {
        get => _values.TryGetValue(key, out var value) ? value : throw NotFound(key);
        set => _values[key] = value;
    }

    /// <summary>Adds an entry.</summary>
    /// <param name="key">The key, which must be new.</param>
    /// <param name="value">The value.</param>
    public void Add(string key, object? value) => _values.Add(key, value);

    /// <summary>Whether the batch contains a key.</summary>
    /// <param name="key">The key.</param>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <summary>Removes an entry.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether the key existed.</returns>
    public bool Remove(string key) => _values.Remove(key);

    /// <summary>Gets the value of a key if the key exists.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, or null.</param>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value) => _values.TryGetValue(key, out value);

    /// <summary>Gets the tensor of a key.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="KeyNotFoundException">The key does not exist.</exception>
    /// <exception cref="InvalidCastException">The value is not a tensor.</exception>
    public Tensor GetTensor(string key) => this[key] as Tensor
        ?? throw new InvalidCastException($"'{key}' is not a tensor but {this[key]?.GetType().Name ?? "null"}");

    /// <summary>Applies an operation to every entry and returns the resulting batch.</summary>
    /// <param name="map">The operation.</param>
    public virtual BatchedDataDict Map(BatchMap map) => new(Mapped(map));

    /// <summary>Removes all entries without disposing their tensors.</summary>
    public void Clear() => _values.Clear();

    /// <summary>Enumerates the entries in insertion order.</summary>
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
