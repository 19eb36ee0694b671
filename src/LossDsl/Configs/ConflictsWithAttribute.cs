namespace LossDsl;

/// <summary>A rule between two settings of a config: they must not both be set. Declare it on one of the two.</summary>
/// <param name="other">The other property: <c>nameof(Other)</c>.</param>
/// <remarks><inheritdoc cref="SetWhen" path="/remarks"/></remarks>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class ConflictsWithAttribute(string other) : Attribute
{
    /// <summary>The other property.</summary>
    public string Other { get; } = other;
}
