namespace LossDsl;

/// <summary>
/// Declares a property of a <see cref="DataDictAttribute">data dict</see> as a tensor of the batch.
/// A property of type <c>Tensor</c> is required, one of type <c>Tensor?</c> is optional.
/// </summary>
/// <param name="shape">
/// The dimensions, separated by spaces: a name (<c>B</c>), an integer, an integer with a word for the reader
/// (<c>heads=4</c>), <c>S-1</c>, <c>2*P</c>, <c>_</c> for any length, <c>...</c> in front for any number of leading
/// dimensions. A name has one length in a whole batch, and in what a loss takes beside it.
/// </param>
/// <param name="dtype">The class of element types that is accepted.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TensorAttribute(string shape, DType dtype = DType.Any) : Attribute
{
    /// <summary>The declared dimensions.</summary>
    public string Shape { get; } = shape;

    /// <summary>The accepted element types.</summary>
    public DType DType { get; } = dtype;

    /// <summary>
    /// Which token the entries along the token axis describe. That axis is the last one; where all aligned tensors of the
    /// data dict share just one name besides that of their rows (<c>B S</c> and <c>B S H</c> share <c>S</c>), it is that.
    /// </summary>
    public TokenAlignment Alignment { get; set; }

    /// <summary>The key in the batch; by default the property's name in snake_case.</summary>
    public string? Key { get; set; }

    /// <summary>
    /// The dimension that all values must be below (and not negative): <c>UpperBound = "V"</c> for token ids of a
    /// vocabulary of <c>V</c>. Checked where the tensor lives on the CPU, since elsewhere it would stall the device;
    /// of an aligned tensor only the entries that its next-token view keeps.
    /// </summary>
    public string? UpperBound { get; set; }
}
