namespace LossDsl.Bench;

/// <summary>Logits whose log-probabilities are always computed with torch's operators.</summary>
/// <param name="logits">Shape <c>[B, S, V]</c>.</param>
internal sealed class EagerLogits(Tensor logits) : ModelOutput
{
    /// <inheritdoc/>
    public override ScalarType ElementType => logits.dtype;

    /// <inheritdoc/>
    internal override Tensor Predict(Tensor ids, Tensor absent, ScalarType dtype, bool withEntropies) =>
        TokenLogprobs.ComputeWithOperators(logits.narrow(1, 0, ids.size(1)), ids, absent, dtype, withEntropies);

    /// <inheritdoc/>
    public override Tensor ToLogits() => logits;

    /// <inheritdoc/>
    public override Tensor GetRewards() => throw new NotSupportedException();

    /// <inheritdoc/>
    internal override IReadOnlyList<OutputPart> GetParts(TensorField declared) => [new(declared, logits)];

    /// <inheritdoc/>
    internal override ModelOutput UnpackRows(PackedSequences pack) => throw new NotSupportedException();
}
