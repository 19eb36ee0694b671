using System.ComponentModel;
using System.Globalization;

namespace LossDsl.Runtime;

/// <summary>When an optional tensor is required: the value of a setting decides.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class KeyCondition
{
    private protected KeyCondition()
    {
    }

    /// <summary>Required when a setting has a value.</summary>
    /// <param name="key">The setting's key, for messages.</param>
    /// <param name="setting">Reads the setting.</param>
    /// <param name="value">The value.</param>
    /// <typeparam name="TConfig">The configuration.</typeparam>
    public static KeyCondition Is<TConfig>(string key, Func<TConfig, object?> setting, object? value)
        where TConfig : class => new ConfigCondition<TConfig>(key, setting, actual => ValueComparer.AreEqual(actual, value));

    /// <summary>Required when a setting has a value other than one.</summary>
    /// <param name="key">The setting's key, for messages.</param>
    /// <param name="setting">Reads the setting; null has no value.</param>
    /// <param name="value">The value that does not require the tensor.</param>
    /// <typeparam name="TConfig">The configuration.</typeparam>
    public static KeyCondition IsNot<TConfig>(string key, Func<TConfig, object?> setting, object? value)
        where TConfig : class => new ConfigCondition<TConfig>(key, setting, actual => actual is not null && !ValueComparer.AreEqual(actual, value));

    /// <summary>Why a configuration requires the tensor, or null where it does not.</summary>
    internal abstract string? Reason(object? config);

    private static string Format(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"'{text}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private sealed class ConfigCondition<TConfig>(string key, Func<TConfig, object?> setting, Func<object?, bool> holds) : KeyCondition
        where TConfig : class
    {
        internal override string? Reason(object? config) =>
            config is TConfig typed && setting(typed) is var value && holds(value) ? $"{key} is {Format(value)}" : null;
    }
}
