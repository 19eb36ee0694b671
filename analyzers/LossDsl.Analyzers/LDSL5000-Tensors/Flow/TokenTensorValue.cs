namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A tensor with an entry for each token of a declared sequence, or for most of them.</summary>
/// <param name="Name">What it was declared as.</param>
/// <param name="Property">The property that it came from.</param>
/// <param name="Batch">The batch that it came from.</param>
/// <param name="Offset">Entry <c>t</c> describes token <c>t + Offset</c>.</param>
/// <param name="Missing">How many entries fewer than tokens it has; null where nobody can know.</param>
/// <param name="Rank">Its number of dimensions.</param>
/// <param name="Axis">The dimension of tokens, from 0.</param>
/// <param name="IsComputed">Whether arithmetic was done on it.</param>
/// <param name="IsPrediction">Whether its entries are those of next-token predictions, as the model's output gives them.</param>
internal sealed record TokenTensorValue(
    string Name, string Property, BatchValue Batch, int Offset, int? Missing, int Rank, int Axis, bool IsComputed = false, bool IsPrediction = false)
    : AbstractValue
{
    /// <summary>Whether the entries of two stand for the same tokens.</summary>
    public bool IsAlignedWith(TokenTensorValue other) => Offset == other.Offset && (Missing is null || other.Missing is null || Missing == other.Missing);

    /// <summary>Either of two: what is known where they are in line.</summary>
    public TokenTensorValue? Join(TokenTensorValue other) => (Offset, Missing, Rank, Axis) == (other.Offset, other.Missing, other.Rank, other.Axis)
        ? this with
        {
            Batch = Batch.Equals(other.Batch) ? Batch : new BatchValue(new object()),
            IsComputed = IsComputed || other.IsComputed,
            IsPrediction = IsPrediction && other.IsPrediction,
        }
        : null;

    /// <summary>What arithmetic, entry by entry, makes of it.</summary>
    public TokenTensorValue AsComputed() => this with { IsComputed = true };
}
