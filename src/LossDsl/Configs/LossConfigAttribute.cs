namespace LossDsl;

/// <summary>
/// Declares a record as the configuration of a loss. The record must be <c>partial</c>; the generator adds
/// <c>Validate()</c>, <c>FromJson</c>, the other readers and writers, and the schema. Ranges are declared with the attributes of
/// <see cref="System.ComponentModel.DataAnnotations"/> (<c>[Range]</c>, <c>[AllowedValues]</c>).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LossConfigAttribute : Attribute;
