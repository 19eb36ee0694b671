namespace LossDsl;

/// <summary>Means over what a mask lets through.</summary>
/// <remarks>
/// Exactly 0 in a mask means absent: whatever stands there, NaN and infinity included, reaches neither value nor
/// gradient. Any other mask value is a weight.
/// </remarks>
public static class Masked
{
    // The reference divides by N + 1e-8: an empty batch gives 0, not NaN.
    internal const double Epsilon = 1e-8;

    /// <summary>
    /// <c>sum(values * mask) / (N + 1e-8)</c>, where <c>N</c> is the given count, or else the sum of the mask
    /// (NeMo-RL's <c>masked_mean</c>).
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="mask">The mask, of the same shape.</param>
    /// <param name="dim">The dimension to reduce, or null for all.</param>
    /// <param name="globalNormalizationFactor">The count to divide by. No dimensions.</param>
    /// <returns>A tensor without the reduced dimension, of the type of the values (of the mask for bool values).</returns>
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

    /// <summary>The tensor with 0 where it is absent: neither value nor gradient passes there.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="absent">Where it is absent: bool, of a shape that broadcasts to the tensor's.</param>
    public static Tensor Fill(Tensor tensor, Tensor absent) => tensor.masked_fill(absent, Scalars.Zero);

    private static Tensor Sum(Tensor tensor, long? dim) => dim is { } axis ? tensor.sum(axis) : tensor.sum();
}
