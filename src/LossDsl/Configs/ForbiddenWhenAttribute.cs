namespace LossDsl;

/// <summary>
/// A rule between two settings of a config: this one must not be set where the other one has some value. Give
/// <see cref="Is"/> or <see cref="IsNot"/>, or neither for a flag that is true. A setting that is null has no value, so it
/// is never "not 0".
/// </summary>
/// <param name="other">The other property: <c>nameof(Other)</c>.</param>
/// <remarks><inheritdoc cref="SetWhen" path="/remarks"/></remarks>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class ForbiddenWhenAttribute(string other) : Attribute
{
    /// <summary>The other property.</summary>
    public string Other { get; } = other;

    /// <summary>The value of the other one with which this one is forbidden; of the other one's type, or null.</summary>
    public object? Is { get; set; }

    /// <summary>The value of the other one that forbids nothing: any other value does; of the other one's type, or null.</summary>
    public object? IsNot { get; set; }
}
