namespace LossDsl;

/// <summary>
/// A rule between two numbers of a config: this setting must not be greater than the other one, such as a lower bound than the upper
/// bound. It holds where one of them is null.
/// </summary>
/// <param name="other">The other property: <c>nameof(Other)</c>.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class AtMostAttribute(string other) : Attribute
{
    /// <summary>The other property.</summary>
    public string Other { get; } = other;
}
