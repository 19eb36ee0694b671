namespace LossDsl;

/// <summary>
/// Declares a property of type <c>IReadOnlyDictionary&lt;string, object?&gt;</c> that receives the values of a batch beyond the
/// declared tensors.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ExtraAttribute : Attribute;
