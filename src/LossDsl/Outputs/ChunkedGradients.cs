namespace LossDsl;

/// <summary>Gathers the gradients of hidden states and output layer from those of the logits, chunk by chunk.</summary>
/// <remarks>
/// <code>
/// dhidden = dlogits · weight      dweight = sum over chunks of dlogitsᵀ · hidden      dbias = sum of dlogits
/// </code>
/// Sums over chunks of half-precision numbers are kept in float32.
/// </remarks>
internal sealed class ChunkedGradients
{
    private const long RowsAtATime = 2048;

    private readonly ChunkedTokens _tokens;
    private readonly Tensor? _hidden;
    private readonly Tensor? _weight;
    private readonly Tensor? _bias;
    private bool _isBegun;

    /// <summary>Makes room for the gradients that are wanted.</summary>
    public ChunkedGradients(ChunkedTokens tokens, WantedGradients wanted)
    {
        (_tokens, Wanted) = (tokens, wanted);
        var sums = DTypes.IsHalf(tokens.Weight.dtype) ? float32 : tokens.Weight.dtype;
        _hidden = wanted.Hidden ? LargeMemory.Empty(tokens.Hidden.shape, tokens.Hidden.dtype, tokens.Hidden.device) : null;
        _weight = wanted.Weight ? LargeMemory.Empty(tokens.Weight.shape, sums, tokens.Weight.device) : null;
        _bias = wanted.Bias ? zeros(tokens.Weight.shape[..1], dtype: sums, device: tokens.Weight.device) : null;
    }

    /// <summary>Which gradients these are.</summary>
    public WantedGradients Wanted { get; }

    /// <summary>Adds what a chunk gives.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="logits">Its logits; they are overwritten.</param>
    /// <param name="upstream">The gradient of the loss with respect to each log-probability of the chunk. Shape <c>[n]</c>.</param>
    public void Add(ChunkedTokens.Chunk chunk, Tensor logits, Tensor upstream)
    {
        using var scope = NewDisposeScope();
        Add(chunk, LogprobGradient.Of(logits, chunk.Of(_tokens.Ids), chunk.Of(_tokens.Absent), upstream, _tokens.DType));
    }

    /// <summary>Adds what a chunk gives where this rank holds some columns of the vocabulary.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="logits">This rank's columns of its logits; they are overwritten.</param>
    /// <param name="upstream">The gradient of the loss with respect to each log-probability of the chunk. Shape <c>[n]</c>.</param>
    /// <param name="logSumExp">That of the chunk over the whole vocabulary. Shape <c>[n]</c>.</param>
    /// <param name="share">This rank's columns.</param>
    public void Add(ChunkedTokens.Chunk chunk, Tensor logits, Tensor upstream, Tensor logSumExp, VocabularyShare share)
    {
        using var scope = NewDisposeScope();
        var absent = chunk.Of(_tokens.Absent);
        var scores = ShardScores.Of(chunk.Of(_tokens.Ids), absent, share);
        Add(chunk, scores.Gradient(logits, absent, logSumExp, upstream, _tokens.DType, _tokens.DType));
    }

    /// <summary>Those that were wanted of hidden states, weight and bias, each in the type of what it belongs to.</summary>
    public IEnumerable<Tensor> Finish()
    {
        if (!_isBegun)
            _weight?.zero_();
        return new[] { _hidden, _weight?.to(_tokens.Weight.dtype), _bias?.to(_tokens.Weight.dtype) }.OfType<Tensor>();
    }

    private void Add(ChunkedTokens.Chunk chunk, Tensor gradient)
    {
        var half = gradient.to(_tokens.Weight.dtype);
        if (_hidden is not null)
            chunk.Of(_hidden).addmm_(half, _tokens.Weight, beta: 0);
        if (_weight is not null)
            AddTo(_weight, gradient.to(_weight.dtype).t(), chunk.Of(_tokens.Hidden).to(_weight.dtype));
        _isBegun = true;
        _bias?.add_(gradient.to(_bias.dtype).sum(0L));
    }

    private void AddTo(Tensor weight, Tensor gradient, Tensor hidden)
    {
        // A library for matrices on the CPU copies as much of its arguments as it takes at a time: of all rows 16 MB.
        var rows = weight.device_type == DeviceType.CPU ? RowsAtATime : weight.size(0);
        for (var first = 0L; first < weight.size(0); first += rows)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(rows, weight.size(0) - first);
            // The first chunk writes what the others add to.
            weight.narrow(0, first, count).addmm_(gradient.narrow(0, first, count), hidden, beta: _isBegun ? 1 : 0);
        }
    }
}
