namespace LossDsl;

/// <summary>A single tensor as a model output.</summary>
/// <param name="tensor">Logits <c>[B, S, V]</c>, any floating-point type, or rewards <c>[B]</c> or <c>[B, 1]</c>.</param>
/// <param name="gradient">The storage of the logits' gradient.</param>
internal sealed class TensorOutput(Tensor tensor, GradientStorage gradient) : ModelOutput, IVocabularyShard
{
    /// <inheritdoc/>
    public override ScalarType ElementType => tensor.dtype;

    /// <inheritdoc/>
    internal override Tensor Predict(Tensor ids, Tensor absent, ScalarType dtype, bool withEntropies) =>
        TokenLogprobs.ComputePrefix(tensor, ids, absent, dtype, gradient, withEntropies);

    /// <inheritdoc/>
    public override Tensor ToLogits() => tensor;

    /// <inheritdoc/>
    public override Tensor GetRewards() => tensor.dim() == 1 ? tensor : tensor.squeeze(-1);

    /// <inheritdoc/>
    internal override IReadOnlyList<OutputPart> GetParts(TensorField declared) => [new(declared, Declared(declared))];

    /// <inheritdoc/>
    internal override ModelOutput UnpackRows(PackedSequences pack)
    {
        if (tensor.dim() < 2 || tensor.size(0) != 1 || tensor.size(1) != pack.Positions)
            throw new ArgumentException(
                $"the model's output: expected one packed row [1, {pack.Positions}, ...] as the cumulative lengths say, "
                + $"got {tensor.FormatShape()}");
        return new PackedIndex(pack, pack.LongestLength, @short: 0, tensor.device).Unpack(tensor);
    }

    /// <inheritdoc/>
    public (long Rows, long Positions, long Columns) Size => (tensor.size(0), tensor.size(1), tensor.size(2));

    /// <inheritdoc/>
    public Device Device => tensor.device;

    /// <inheritdoc/>
    public Tensor PredictShard(Tensor ids, Tensor absent, ScalarType dtype, VocabShard share, bool withEntropies) =>
        VocabParallelLogprobs.Apply(tensor.narrow(1, 0, ids.size(1)), ids, absent, dtype, share, withEntropies);

    // Reward and value heads often keep a last dimension of 1.
    private Tensor Declared(TensorField declared) =>
        declared.AllowsTrailingOne && !tensor.IsInvalid && tensor.dim() > 1 && tensor.size(-1) == 1 ? tensor.squeeze(-1) : tensor;
}
