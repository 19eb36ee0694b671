namespace LossDsl;

/// <summary>
/// The model's last hidden states with its output layer, in place of logits. The logits are computed chunk by chunk, in the forward and
/// again in the backward pass, so that memory is bounded by <see cref="ChunkSize"/> times the vocabulary instead of all positions times the
/// vocabulary.
/// </summary>
/// <remarks>
/// <code>
/// x = hidden · weightᵀ + bias
/// logits = softcap(LogitScale * x) / Temperature        softcap(z) = LogitSoftcap * tanh(z / LogitSoftcap), or z without a softcap
/// </code>
/// Of the models on Hugging Face, Gemma 2 caps its logits (<c>final_logit_softcapping</c>) and does not scale them; Cohere's
/// models multiply by <c>logit_scale</c>, Granite's divide by <c>logits_scaling</c>, and neither caps. The order above is right for
/// each of them. The temperature is that of the generation; NeMo-RL divides the model's logits by it. The output layer's logits have
/// the type of the layer; the transform is computed in at least float32.
/// <para>
/// Any loss over next-token log-probabilities accepts hidden states in place of logits:
/// <c>loss.Compute(new HiddenStates(hidden, weight), batch, totals)</c>. Gradients flow to hidden states, weight and bias, as far as they
/// require one. For a separable loss (a <see cref="TokenLoss{TData, TMetrics}"/> without sums over a sequence) the gradients are computed
/// in the forward pass, and the logits only once. Masked positions affect neither loss nor gradients, even if they are NaN.
/// </para>
/// <para>
/// For half-precision tensors gradients are computed and accumulated in float32, and rounded once in the backward pass; on accelerators
/// products with a bfloat16 weight are computed in bfloat16. A weight gradient that the forward pass computed takes twice the
/// memory of the weight until backward.
/// </para>
/// </remarks>
public sealed class HiddenStates : ModelOutput, IVocabularyShard
{
    private const long ChunkBytes = 16 << 20;

    // Matrix products are fastest with a number of rows that is a multiple of this.
    private const long Multiple = 64;

    /// <summary>Combines hidden states with the output layer.</summary>
    /// <param name="hidden">The last hidden states. Shape <c>[B, S, H]</c>, any floating-point type.</param>
    /// <param name="weight">The weight of the output layer. Shape <c>[V, H]</c>, of the same type.</param>
    /// <param name="bias">The bias of the output layer, if it has one. Shape <c>[V]</c>, of the same type.</param>
    /// <exception cref="ArgumentException">The types differ, or a tensor has been disposed.</exception>
    public HiddenStates(Tensor hidden, Tensor weight, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentNullException.ThrowIfNull(weight);
        (Hidden, Weight, Bias) = (Usable(hidden, "hidden"), Usable(weight, "weight"), bias is null ? null : Usable(bias, "bias"));
        foreach (var (tensor, name) in new[] { (weight, "weight"), (bias, "bias") })
        {
            if (tensor is not null && tensor.dtype != hidden.dtype)
                throw new ArgumentException($"{name}: expected {hidden.dtype.ToDisplayString()} like hidden, got {tensor.dtype.ToDisplayString()}", name);
        }
    }

    /// <summary>The last hidden states. Shape <c>[B, S, H]</c>.</summary>
    public Tensor Hidden { get; }

    /// <summary>The weight of the output layer. Shape <c>[V, H]</c>.</summary>
    public Tensor Weight { get; }

    /// <summary>The bias of the output layer. Shape <c>[V]</c>.</summary>
    public Tensor? Bias { get; }

    /// <summary>
    /// The number of positions per chunk; by default as many as fit into 16 MiB of logits, in multiples of 64.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long ChunkSize
    {
        get => field > 0 ? field : Multiple * Math.Max(1, ChunkBytes / Multiple / Math.Max(1, sizeof(float) * Weight.size(0)));
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "expected at least one position");
    }

    /// <summary>
    /// The factor of the logits, applied first: Cohere's <c>logit_scale</c>, or <c>1 / logits_scaling</c> of Granite. By default 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite or not positive.</exception>
    public double LogitScale { get; init => field = LogitTransform.Valid(value, nameof(LogitScale)); } = 1;

    /// <summary>
    /// The softcap <c>c</c> of <c>c * tanh(x / c)</c>, applied second: Gemma's <c>final_logit_softcapping</c>. By default none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite or not positive.</exception>
    public double? LogitSoftcap
    {
        get;
        init => field = value is { } softcap ? LogitTransform.Valid(softcap, nameof(LogitSoftcap)) : null;
    }

    /// <summary>The temperature that the tokens were generated with; the logits are divided by it, last. By default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite or not positive.</exception>
    public double Temperature { get; init => field = LogitTransform.Valid(value, nameof(Temperature)); } = 1;

    /// <inheritdoc/>
    public override ScalarType ElementType => Hidden.dtype;

    /// <inheritdoc/>
    internal override Tensor Predict(Tensor ids, Tensor absent, ScalarType dtype, bool withEntropies)
    {
        NextTokenShapes.Check(Hidden.shape.AsSpan()[..^1], ids, absent);
        return Predict(ids, absent, dtype, share: null, withEntropies);
    }

    /// <inheritdoc/>
    Tensor IVocabularyShard.PredictShard(Tensor ids, Tensor absent, ScalarType dtype, VocabShard share, bool withEntropies) =>
        Predict(ids, absent, dtype, share, withEntropies);

    private Tensor Predict(Tensor ids, Tensor absent, ScalarType dtype, VocabShard? share, bool withEntropies)
    {
        using var scope = NewDisposeScope();
        var values = ChunkedLogprobs.Apply(Tokens(ids, absent, dtype), share, withEntropies);
        return values.view(withEntropies ? [2, .. ids.shape] : ids.shape).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    (long Rows, long Positions, long Columns) IVocabularyShard.Size => (Hidden.size(0), Hidden.size(1), Weight.size(0));

    /// <inheritdoc/>
    Device IVocabularyShard.Device => Hidden.device;

    /// <inheritdoc/>
    public override Tensor ToLogits()
    {
        using var scope = NewDisposeScope();
        var logits = Hidden.matmul(Weight.t());
        return Transform.Apply(Bias is null ? logits : logits + Bias).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor GetRewards() => throw new NotSupportedException("hidden states give logits, not rewards; pass the rewards to the loss");

    /// <inheritdoc/>
    internal override IReadOnlyList<OutputPart> GetParts(TensorField declared)
    {
        var dimensions = declared.Dimensions;
        if (dimensions.Length != 3)
            throw new ArgumentException($"{declared.Key}: expected [{declared.Shape}], got hidden states, which give logits", declared.Key);
        var parts = new List<OutputPart>
        {
            new(TensorField.CreateInput("hidden", $"{dimensions[0]} {dimensions[1]} H", declared.DType), Hidden),
            new(TensorField.CreateInput("weight", $"{dimensions[2]} H", DType.Float), Weight),
        };
        if (Bias is not null)
            parts.Add(new OutputPart(TensorField.CreateInput("bias", dimensions[2], DType.Float), Bias));
        return parts;
    }

    /// <inheritdoc/>
    internal override ModelOutput UnpackRows(PackedSequences pack) => new HiddenStates(
        new PackedIndex(pack, pack.LongestLength, @short: 0, Hidden.device).Unpack(Hidden), Weight, Bias)
    {
        ChunkSize = ChunkSize, LogitScale = LogitScale, LogitSoftcap = LogitSoftcap, Temperature = Temperature,
    };

    /// <inheritdoc/>
    internal override HiddenTokens? HiddenOf(Func<(Tensor Ids, Tensor Absent)> asked, ScalarType dtype)
    {
        if (!is_grad_enabled() || RequiredGradients.From(Hidden, Weight, Bias).Count == 0)
            return null;
        var (ids, absent) = asked();
        NextTokenShapes.Check(Hidden.shape.AsSpan()[..^1], ids, absent);
        return new HiddenTokens(Tokens(ids, absent, dtype), ids.shape);
    }

    // The tokens of the first positions, one for each target.
    private ChunkedTokens Tokens(Tensor ids, Tensor absent, ScalarType dtype)
    {
        var flat = absent.reshape(-1);
        // Zero the hidden states of masked positions: in the weight's gradient, 0 * NaN would be NaN.
        var hidden = Masked.Fill(Hidden.narrow(1, 0, ids.size(1)), absent.unsqueeze(-1)).reshape(-1, Hidden.size(-1));
        return new ChunkedTokens(hidden, Weight, Bias, ids.reshape(-1), flat, dtype, ChunkSize, Transform);
    }

    private LogitTransform Transform => new(LogitScale, LogitSoftcap, Temperature);

    private static Tensor Usable(Tensor tensor, string name) =>
        tensor.IsInvalid ? throw new ArgumentException($"{name} has been disposed", name) : tensor;
}
