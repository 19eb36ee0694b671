namespace LossDsl;

/// <summary>A rule between two settings of a config: if this setting is set, the other one must be set too.</summary>
/// <param name="other">The other property: <c>nameof(Other)</c>.</param>
/// <remarks><inheritdoc cref="SetWhen" path="/remarks"/></remarks>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class RequiresAttribute(string other) : Attribute
{
    /// <summary>The other property.</summary>
    public string Other { get; } = other;
}
