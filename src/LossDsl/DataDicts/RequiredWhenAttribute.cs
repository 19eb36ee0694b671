namespace LossDsl;

/// <summary>
/// Declares that an optional tensor is required when a setting has a given value. Specify <see cref="Is"/> or <see cref="IsNot"/>, or
/// neither for a flag that is true. A setting that is null has no value, so <c>IsNot = 0</c> does not apply to it.
/// </summary>
/// <param name="property">The setting, as <c>nameof(MyConfig.Beta)</c>.</param>
/// <typeparam name="TConfig">The type of the configuration.</typeparam>
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
    /// <summary>The name of the setting.</summary>
    public string Property { get; } = property;

    /// <summary>The value of the setting with which the tensor is required.</summary>
    public object? Is { get; set; }

    /// <summary>The only value of the setting with which the tensor is not required.</summary>
    public object? IsNot { get; set; }
}
