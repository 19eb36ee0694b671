namespace LossDsl;

/// <summary>The sweep over all rows of a batch, on several threads, and what its sums amount to.</summary>
internal sealed unsafe class SweepRows
{
    // The reference divides by N + 1e-8: an empty batch gives 0, not NaN.
    private const double Epsilon = 1e-8;

    // A token costs about as much as so many logits.
    private const long LogitsPerToken = 32;

    private readonly double _validTokens;
    private SweepSums _sums;

    /// <summary>Sweeps.</summary>
    /// <param name="current">Log-probabilities of the policy, float32 or float64, shape <c>[B, S-1]</c>.</param>
    /// <param name="inputs">The rest.</param>
    /// <param name="config">The configuration of the loss.</param>
    /// <param name="width">Bits of the vectors.</param>
    public SweepRows(Tensor current, ClippedPGInputs inputs, ClippedPGLossConfig config, int width)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var (dtype, masks) = (current.dtype, inputs.Masks);
        _validTokens = TensorMemory.Number(inputs.ValidTokens) + Epsilon;
        Gradient = empty(current.shape, dtype: dtype).MoveToOuterDisposeScope();
        Rows y = new(current, dtype), previous = new(inputs.Previous, dtype), generation = new(inputs.Generation, dtype),
            reference = new(inputs.Reference, dtype), advantages = new(inputs.Advantages, dtype),
            tokens = new(masks.Tokens, dtype), weights = new(masks.Weights, dtype), gradient = new(Gradient, dtype);

        var (count, length) = ((int)current.size(0), (int)current.size(1));
        var (lossWeights, factors) = inputs.ValidSequences is null
            ? (weights, Enumerable.Repeat(1 / _validTokens, count).ToArray())
            : (tokens, PerSequence(masks, TensorMemory.Number(inputs.ValidSequences)));
        var (rows, sweep) = (new SweepSums[count], Sweeps.For(dtype, width));
        Workers.Split(count, (long)count * length * LogitsPerToken, (from, to) =>
        {
            for (var b = from; b < to; b++)
            {
                var row = new SweepTokens
                {
                    Current = y[b], Previous = previous[b], Generation = generation[b], Reference = reference[b],
                    Advantages = advantages[b], Tokens = tokens[b], Weights = weights[b], LossWeights = lossWeights[b],
                    Gradient = gradient[b], Factor = factors[b],
                };
                sweep(row, length, config, ref rows[b]);
            }
        });

        for (var b = 0; b < count; b++)
        {
            _sums.Add(rows[b]);
            Policy += factors[b] * rows[b].Policy;
            Divergence += factors[b] * rows[b].Divergence;
        }
    }

    /// <summary>What was summed over all tokens.</summary>
    public ref readonly SweepSums Sums => ref _sums;

    /// <summary>The surrogate term of the loss.</summary>
    public double Policy { get; }

    /// <summary>The divergence term without its weight; 0 where that is 0.</summary>
    public double Divergence { get; }

    /// <summary>The derivative of the loss by each log-probability.</summary>
    public Tensor Gradient { get; }

    /// <summary>A sum by token weights as a mean over the tokens of the step.</summary>
    public double TokenMean(double sum) => sum / _validTokens;

    /// <summary>A row is averaged over its own tokens, the rows over the sequences of the step.</summary>
    private static double[] PerSequence(TokenMasks masks, double validSequences)
    {
        using var factors = masks.Samples.to(float64)
            / ((masks.Tokens.sum(1).to(float64) + Epsilon) * (validSequences + Epsilon));
        var first = (double*)TensorMemory.Of(factors);
        var result = new ReadOnlySpan<double>(first, (int)factors.numel()).ToArray();
        GC.KeepAlive(factors);
        return result;
    }

    /// <summary>Where the rows of a tensor begin, in one type. It lives as long as the dispose scope.</summary>
    private readonly struct Rows
    {
        private readonly nint _first;
        private readonly long _bytes;

        public Rows(Tensor tensor, ScalarType dtype)
        {
            var typed = tensor.dtype == dtype ? tensor : tensor.to(dtype);
            var dense = typed.stride(1) == 1 ? typed : typed.contiguous();
            _first = (nint)TensorMemory.Of(dense);
            _bytes = dense.stride(0) * (dtype == float64 ? sizeof(double) : sizeof(float));
        }

        public byte* this[int row] => (byte*)_first + row * _bytes;
    }
}
