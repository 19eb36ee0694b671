namespace LossDsl;

/// <summary>
/// Declares a property of a <see cref="DataDictAttribute">data dict</see> as a tensor of the batch. A property of type <c>Tensor</c> is
/// required, one of type <c>Tensor?</c> is optional. On a parameter or return value it tells the analyzers which shape and element type a
/// method accepts or returns: dimension names are shared by all parameters of the method, its return value, and a batch among its
/// parameters. This is not checked at run time.
/// </summary>
/// <param name="shape">
/// The dimensions, separated by spaces: a name (<c>B</c>), an integer, an integer with a label for the reader
/// (<c>heads=4</c>), <c>S-1</c>, <c>2*P</c>, <c>_</c> for any length, <c>...</c> in front for any number of leading
/// dimensions. A name has one length in the whole batch and in all other inputs of a loss.
/// </param>
/// <param name="dtype">The accepted element types.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.ReturnValue)]
public sealed class TensorAttribute(string shape, DType dtype = DType.Any) : Attribute
{
    /// <summary>The declared dimensions.</summary>
    public string Shape { get; } = shape;

    /// <summary>The accepted element types.</summary>
    public DType DType { get; } = dtype;

    /// <summary>
    /// Which token the entries along the token axis describe. The token axis is the last axis, unless the aligned tensors of the data dict
    /// share exactly one dimension name besides the rows (<c>B S</c> and <c>B S H</c> share <c>S</c>): then it is that dimension.
    /// </summary>
    public TokenAlignment Alignment { get; set; }

    /// <summary>The key in the batch; by default the property's name in snake_case.</summary>
    public string? Key { get; set; }

    /// <summary>
    /// The dimension that all values must be below (and not negative): <c>UpperBound = "V"</c> for token ids of a
    /// vocabulary of size <c>V</c>. Checked for CPU tensors only, because reading values would synchronize another device. Of an aligned
    /// tensor only the entries in its next-token view are checked.
    /// </summary>
    public string? UpperBound { get; set; }
}
