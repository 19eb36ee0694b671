namespace LossDsl;

/// <summary>Accumulates the gradients of hidden states and output layer from the gradients of the logits, chunk by chunk.</summary>
/// <remarks>
/// <code>
/// dhidden = dlogits · weight      dweight = sum over chunks of dlogitsᵀ · hidden      dbias = sum of dlogits
/// </code>
/// Gradients of half-precision tensors are computed and kept in float32 until backward has multiplied them with the upstream gradient:
/// float16 cannot represent the gradient of a loss before loss scaling. For the weight this takes twice the memory of its half-precision
/// gradient; of the logits at most one chunk is in float32.
/// </remarks>
internal sealed class ChunkedGradients
{
    private const long RowsAtATime = 2048;

    // The number of rows of a half-precision weight that are converted to float32 at a time, so that they stay in the cache.
    private const long WideRows = 512;

    private readonly ChunkedTokens _tokens;
    private readonly ScalarType _type;
    private readonly Tensor? _hidden;
    private readonly Tensor? _weight;
    private readonly Tensor? _bias;
    private readonly Tensor? _wide;
    private bool _isBegun;

    /// <summary>Allocates the required gradients.</summary>
    public ChunkedGradients(ChunkedTokens tokens, RequiredGradients wanted)
    {
        (_tokens, Wanted) = (tokens, wanted);
        _type = DTypeExtensions.IsHalf(tokens.Weight.dtype) ? float32 : tokens.Weight.dtype;
        _hidden = wanted.Hidden ? HugePages.Empty(tokens.Hidden.shape, _type, tokens.Hidden.device) : null;
        _weight = wanted.Weight ? HugePages.Empty(tokens.Weight.shape, _type, tokens.Weight.device) : null;
        _bias = wanted.Bias ? zeros(tokens.Weight.shape[..1], dtype: _type, device: tokens.Weight.device) : null;
        // On accelerators bfloat16 is used directly: it has the range of float32, and its matrix products are many times faster.
        var isNative = tokens.Weight.dtype == _type || (tokens.Weight.dtype == ScalarType.BFloat16 && tokens.Weight.device_type != DeviceType.CPU);
        _wide = wanted.Hidden && !isNative
            ? empty([Math.Min(WideRows, tokens.Weight.size(0)), tokens.Weight.size(1)], dtype: _type, device: tokens.Weight.device)
            : null;
    }

    /// <summary>The gradients that are computed.</summary>
    public RequiredGradients Wanted { get; }

    /// <summary>Adds the contribution of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="logits">Its logits; they are overwritten.</param>
    /// <param name="upstream">
    /// The gradient of the loss with respect to each log-probability of the chunk, shape <c>[n]</c>; with entropies <c>[2, n]</c>,
    /// those with respect to each entropy being the second.
    /// </param>
    public void Add(ChunkedTokens.Chunk chunk, Tensor logits, Tensor upstream)
    {
        using var scope = NewDisposeScope();
        Add(chunk, LogprobGradient.Compute(
            logits, chunk.Slice(_tokens.Ids), chunk.Slice(_tokens.Absent), Scaled(upstream), _tokens.DType, _tokens.Transform.Curve));
    }

    /// <summary>Adds the contribution of a chunk, for logits that are a vocabulary shard.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="logits">This rank's columns of its logits; they are overwritten.</param>
    /// <param name="upstream">As above.</param>
    /// <param name="whole">What the gradient needs of the whole vocabulary, for the chunk.</param>
    /// <param name="share">This rank's columns.</param>
    public void Add(ChunkedTokens.Chunk chunk, Tensor logits, Tensor upstream, WholeRows whole, VocabShard share)
    {
        using var scope = NewDisposeScope();
        var absent = chunk.Slice(_tokens.Absent);
        var scores = ShardScores.Create(chunk.Slice(_tokens.Ids), absent, share);
        Add(chunk, scores.Gradient(
            logits, absent, whole, Scaled(upstream), _tokens.DType, _tokens.DType, _tokens.Transform.Curve));
    }

    /// <summary>
    /// Returns the required gradients in the order hidden states, weight, bias: in float32 for half-precision tensors, else in the type of
    /// the tensor.
    /// </summary>
    public IEnumerable<Tensor> Finish()
    {
        if (!_isBegun)
            _weight?.zero_();
        return new[] { _hidden, _weight, _bias }.OfType<Tensor>();
    }

    // A common factor of a token's logits can be applied to the upstream gradient of its log-probability instead.
    private Tensor Scaled(Tensor upstream) =>
        _tokens.Transform is { Curve: null, Factor: not 1 and var factor } ? upstream * factor : upstream;

    private void Add(ChunkedTokens.Chunk chunk, Tensor ofLogits)
    {
        var gradient = ofLogits.to(_type);
        if (_hidden is not null)
            Write(chunk.Slice(_hidden), gradient);
        if (_weight is not null)
            AddTo(_weight, gradient.t(), chunk.Slice(_tokens.Hidden).to(_type));
        _isBegun = true;
        _bias?.add_(gradient.sum(0L));
    }

    private void Write(Tensor hidden, Tensor gradient)
    {
        var weight = _tokens.Weight;
        if (weight.dtype == _type)
        {
            hidden.addmm_(gradient, weight, beta: 0);
            return;
        }

        if (_wide is null)
        {
            hidden.copy_(gradient.to(weight.dtype).matmul(weight));
            return;
        }

        for (var first = 0L; first < weight.size(0); first += WideRows)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(WideRows, weight.size(0) - first);
            var rows = _wide.narrow(0, 0, count).copy_(weight.narrow(0, first, count));
            hidden.addmm_(gradient.narrow(1, first, count), rows, beta: first == 0 ? 0 : 1);
        }
    }

    private void AddTo(Tensor weight, Tensor gradient, Tensor hidden)
    {
        // CPU matrix libraries copy (pack) their operands: all rows at once would need a buffer of 16 MB.
        var rows = weight.device_type == DeviceType.CPU ? RowsAtATime : weight.size(0);
        for (var first = 0L; first < weight.size(0); first += rows)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(rows, weight.size(0) - first);
            // The first chunk overwrites the uninitialized memory (beta = 0), later chunks add to it.
            weight.narrow(0, first, count).addmm_(gradient.narrow(0, first, count), hidden, beta: _isBegun ? 1 : 0);
        }
    }
}
