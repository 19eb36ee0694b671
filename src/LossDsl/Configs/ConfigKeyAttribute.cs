namespace LossDsl;

/// <summary>The key of a config property in files; by default the property's name in snake_case.</summary>
/// <param name="key">The key.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConfigKeyAttribute(string key) : Attribute
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;
}
