namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A tensor with an entry per token of a declared sequence, or per token but the first or last ones.</summary>
/// <param name="Name">The declared tensor, as messages name it.</param>
/// <param name="Property">The property that it was read from.</param>
/// <param name="Batch">The batch that it was read from.</param>
/// <param name="Offset">Entry <c>t</c> describes token <c>t + Offset</c>.</param>
/// <param name="Missing">The number of tokens without an entry; null if unknown.</param>
/// <param name="Rank">The number of dimensions.</param>
/// <param name="Axis">The token dimension, from 0.</param>
/// <param name="IsComputed">Whether it is the result of arithmetic.</param>
/// <param name="IsPrediction">Whether its entries belong to next-token predictions, as those of a model's output do.</param>
internal sealed record TokenTensorValue(
    string Name, string Property, BatchValue Batch, int Offset, int? Missing, int Rank, int Axis, bool IsComputed = false, bool IsPrediction = false)
    : AbstractValue
{
    /// <summary>Whether the entries of two tensors describe the same tokens.</summary>
    public bool IsAlignedWith(TokenTensorValue other) => Offset == other.Offset && (Missing is null || other.Missing is null || Missing == other.Missing);

    /// <summary>The join of two values; null if their alignments differ.</summary>
    public TokenTensorValue? Join(TokenTensorValue other) => (Offset, Missing, Rank, Axis) == (other.Offset, other.Missing, other.Rank, other.Axis)
        ? this with
        {
            Batch = Batch.Equals(other.Batch) ? Batch : new BatchValue(new object()),
            IsComputed = IsComputed || other.IsComputed,
            IsPrediction = IsPrediction && other.IsPrediction,
        }
        : null;

    /// <summary>The result of an elementwise operation on it.</summary>
    public TokenTensorValue AsComputed() => this with { IsComputed = true };
}
