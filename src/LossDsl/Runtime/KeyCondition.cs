using System.ComponentModel;
using System.Globalization;

namespace LossDsl.Runtime;

/// <summary>A condition on a setting under which an optional tensor is required.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class KeyCondition
{
    private protected KeyCondition()
    {
    }

    /// <summary>The tensor is required when a setting has a given value.</summary>
    /// <param name="key">The key of the setting, for messages.</param>
    /// <param name="setting">Reads the setting from the configuration.</param>
    /// <param name="value">The value with which the tensor is required.</param>
    /// <typeparam name="TConfig">The type of the configuration.</typeparam>
    public static KeyCondition Is<TConfig>(string key, Func<TConfig, object?> setting, object? value)
        where TConfig : class => new ConfigCondition<TConfig>(key, setting, actual => ValueComparer.AreEqual(actual, value));

    /// <summary>The tensor is required when a setting has any value other than a given one.</summary>
    /// <param name="key">The key of the setting, for messages.</param>
    /// <param name="setting">Reads the setting from the configuration. A setting that is null does not require the tensor.</param>
    /// <param name="value">The value with which the tensor is not required.</param>
    /// <typeparam name="TConfig">The type of the configuration.</typeparam>
    public static KeyCondition IsNot<TConfig>(string key, Func<TConfig, object?> setting, object? value)
        where TConfig : class => new ConfigCondition<TConfig>(key, setting, actual => actual is not null && !ValueComparer.AreEqual(actual, value));

    /// <summary>Returns why a configuration requires the tensor, or null where it does not.</summary>
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
