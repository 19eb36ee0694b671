namespace LossDsl;

/// <summary>An output that takes the place of another where log-probabilities are asked for, and is it in all else.</summary>
/// <param name="inner">The output that it stands for.</param>
internal abstract class StandIn(ModelOutput inner) : ModelOutput
{
    /// <inheritdoc/>
    public override ScalarType ElementType => inner.ElementType;

    /// <inheritdoc/>
    public override Tensor ToLogits() => inner.ToLogits();

    /// <inheritdoc/>
    public override Tensor GetRewards() => inner.GetRewards();

    /// <inheritdoc/>
    internal override IReadOnlyList<OutputPart> GetParts(TensorField declared) => inner.GetParts(declared);

    /// <inheritdoc/>
    internal override ModelOutput UnpackRows(PackedSequences pack) => inner.UnpackRows(pack);
}
