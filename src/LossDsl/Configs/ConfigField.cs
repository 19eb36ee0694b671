namespace LossDsl;

/// <summary>One declared property of a config.</summary>
/// <param name="Property">The C# name.</param>
/// <param name="Key">The key in files.</param>
/// <param name="Type">The type of its values, without <c>Nullable</c>.</param>
public sealed record ConfigField(string Property, string Key, Type Type)
{
    /// <summary>Whether a file must have the key.</summary>
    public bool Required { get; init; }

    /// <summary>Whether null is a legal value.</summary>
    public bool Nullable { get; init; }

    /// <summary>The legal numbers, or null for any.</summary>
    public ValueRange? Range { get; init; }

    /// <summary>The only legal values, or null for any.</summary>
    public IReadOnlyList<object>? AllowedValues { get; init; }
}
