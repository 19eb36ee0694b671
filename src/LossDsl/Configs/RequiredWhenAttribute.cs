namespace LossDsl;

/// <summary>
/// A rule between two settings of a config: this setting must be set when the other setting has a given value. Specify
/// <see cref="Is"/> or <see cref="IsNot"/>, or neither for a flag that is true. A setting that is null has no value, so
/// <c>IsNot = 0</c> does not apply to it.
/// </summary>
/// <param name="other">The other property: <c>nameof(Other)</c>.</param>
/// <remarks><inheritdoc cref="SetWhen" path="/remarks"/></remarks>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class RequiredWhenAttribute(string other) : Attribute
{
    /// <summary>The other property.</summary>
    public string Other { get; } = other;

    /// <summary>
    /// The value of the other property with which this setting is required. Has the type of the other property, or is null.
    /// </summary>
    public object? Is { get; set; }

    /// <summary>
    /// The only value of the other property with which this setting is optional. Has the type of the other property, or is null.
    /// </summary>
    public object? IsNot { get; set; }
}
