namespace LossDsl;

/// <summary>Means over unmasked entries.</summary>
/// <remarks>
/// Entries whose mask is exactly 0 are excluded: their value, NaN and infinity included, affects neither result nor
/// gradient. Any other mask value is a weight.
/// </remarks>
public static class Masked
{
    // The reference divides by N + 1e-8: an empty batch gives 0, not NaN.
    internal const double Epsilon = 1e-8;

    /// <summary>
    /// <c>sum(values * mask) / (N + 1e-8)</c>, where <c>N</c> is the given count, or the sum of the mask if none is given
    /// (NeMo-RL's <c>masked_mean</c>).
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="mask">The mask, of the same shape.</param>
    /// <param name="dim">The dimension to reduce, or null for all dimensions.</param>
    /// <param name="globalNormalizationFactor">The count to divide by: a scalar tensor.</param>
    /// <returns>
    /// A tensor without the reduced dimension, in the type of the values (of the mask if the values are not floating point).
    /// </returns>
    /// <exception cref="ArgumentException">Values and mask differ in shape.</exception>
    public static Tensor Mean(Tensor values, Tensor mask, long? dim = null, Tensor? globalNormalizationFactor = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(mask);
        mask.RequireShapeOf(values, nameof(mask), "the values");

        using var scope = NewDisposeScope();
        var dtype = DTypeExtensions.IsFloat(values.dtype) ? values.dtype : DTypeExtensions.IsFloat(mask.dtype) ? mask.dtype : float32;
        var weights = mask.to(dtype);
        var weighted = Fill(values, mask == Scalars.Zero).to(dtype) * weights;
        var count = globalNormalizationFactor?.to(dtype) ?? Sum(weights, dim);
        return (Sum(weighted, dim) / (count + Scalars.Epsilon)).MoveToOuterDisposeScope();
    }

    /// <summary>Replaces masked entries with 0, in value and gradient.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="absent">True for masked entries: bool, broadcastable to the shape of the tensor.</param>
    public static Tensor Fill(Tensor tensor, Tensor absent) => tensor.masked_fill(absent, Scalars.Zero);

    private static Tensor Sum(Tensor tensor, long? dim) => dim is { } axis ? tensor.sum(axis) : tensor.sum();
}
