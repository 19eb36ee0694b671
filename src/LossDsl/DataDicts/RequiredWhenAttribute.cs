namespace LossDsl;

/// <summary>
/// Declares that an optional tensor is required when a setting has some value: give <see cref="Is"/> or
/// <see cref="IsNot"/>, or neither for a flag that is set. A setting that is null has no value, so it is never "not 0".
/// </summary>
/// <param name="property">The setting, as <c>nameof(MyConfig.Beta)</c>.</param>
/// <typeparam name="TConfig">The configuration.</typeparam>
/// <remarks>
/// The condition applies where a configuration of that type is known: in a loss that has one, and in the generated
/// <c>Bind(batch, config)</c>.
/// </remarks>
/// <example>
/// <code>
/// [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
/// [RequiredWhen&lt;MyConfig&gt;(nameof(MyConfig.KlPenalty), IsNot = 0)]
/// public Tensor? ReferencePolicyLogprobs { get; init; }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredWhenAttribute<TConfig>(string property) : Attribute
    where TConfig : class
{
    /// <summary>The setting.</summary>
    public string Property { get; } = property;

    /// <summary>The value that requires the tensor.</summary>
    public object? Is { get; set; }

    /// <summary>The value that does not: any other one requires the tensor.</summary>
    public object? IsNot { get; set; }
}
