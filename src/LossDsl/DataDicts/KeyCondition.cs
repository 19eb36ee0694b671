using System.Globalization;

namespace LossDsl;

/// <summary>When an optional tensor is required: the value of a setting decides.</summary>
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
        where TConfig : class => new Of<TConfig>(key, setting, actual => Same(actual, value));

    /// <summary>Required when a setting has a value other than one.</summary>
    /// <param name="key">The setting's key, for messages.</param>
    /// <param name="setting">Reads the setting; null has no value.</param>
    /// <param name="value">The value that does not require the tensor.</param>
    /// <typeparam name="TConfig">The configuration.</typeparam>
    public static KeyCondition IsNot<TConfig>(string key, Func<TConfig, object?> setting, object? value)
        where TConfig : class => new Of<TConfig>(key, setting, actual => actual is not null && !Same(actual, value));

    /// <summary>Why a configuration requires the tensor, or null where it does not.</summary>
    internal abstract string? Reason(object? config);

    // An attribute says 0 of a setting that is a double: numbers are compared as what they are worth.
    private static bool Same(object? a, object? b) => (a, b) switch
    {
        (float number, not float) when IsNumber(b) => number == Convert.ToSingle(b, CultureInfo.InvariantCulture),
        _ when IsNumber(a) && IsNumber(b) =>
            Convert.ToDouble(a, CultureInfo.InvariantCulture) == Convert.ToDouble(b, CultureInfo.InvariantCulture),
        _ => Equals(a, b),
    };

    private static bool IsNumber(object? value) =>
        value is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal;

    private static string Words(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"'{text}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private sealed class Of<TConfig>(string key, Func<TConfig, object?> setting, Func<object?, bool> holds) : KeyCondition
        where TConfig : class
    {
        internal override string? Reason(object? config) =>
            config is TConfig typed && setting(typed) is var value && holds(value) ? $"{key} is {Words(value)}" : null;
    }
}
