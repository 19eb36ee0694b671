namespace LossDsl;

/// <summary>The sweep over all rows of a batch, on several threads, and what its sums amount to.</summary>
internal sealed unsafe class SweepRows
{
    // The reference divides by N + 1e-8: an empty batch gives 0, not NaN.
    private const double Epsilon = 1e-8;

    // A token costs about as much as so many logits.
    private const long LogitsPerToken = 16;

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
        var (data, dtype, samples) = (inputs.Data, current.dtype, TensorMemory.Numbers(inputs.Data.SampleMask));
        _validTokens = TensorMemory.Number(inputs.ValidTokens) + Epsilon;
        ValidSamples = samples.Sum();
        Gradient = empty(current.shape, dtype: dtype).MoveToOuterDisposeScope();
        // Nothing predicts the first token: the rows of what stands at the token that it is of begin with the second.
        SweptRows y = new(current, dtype), gradient = new(Gradient, dtype), advantages = new(data.Advantages, dtype, first: 1),
            previous = new(data.PrevLogprobs, dtype, first: 1), generation = new(data.GenerationLogprobs, dtype, first: 1),
            reference = new(data.ReferencePolicyLogprobs, dtype, first: 1), mask = new(data.TokenMask, dtype, first: 1),
            nothing = samples.Contains(0) ? new(zeros([1, current.size(1)], dtype: dtype), dtype) : mask;

        var (count, length) = ((int)current.size(0), (int)current.size(1));
        var byRow = inputs.ValidSequences is not null;
        var factors = byRow
            ? PerSequence(data.NextToken.TokenMask.to(dtype), samples, TensorMemory.Number(inputs.ValidSequences!))
            : Enumerable.Repeat(1 / _validTokens, count).ToArray();
        var (rows, sweep) = (new SweepSums[count], Sweeps.For(dtype, width));
        Workers.Split(count, (long)count * length * LogitsPerToken, (from, to) =>
        {
            for (var b = from; b < to; b++)
            {
                var row = new SweepTokens
                {
                    Current = y[b], Previous = previous[b], Generation = generation[b], Reference = reference[b],
                    Advantages = advantages[b], Mask = samples[b] == 0 ? nothing[0] : mask[b], Sample = samples[b],
                    WeighsAlone = byRow, Factor = factors[b], Gradient = gradient[b],
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

    /// <summary>The sum of the sample mask.</summary>
    public double ValidSamples { get; }

    /// <summary>The derivative of the loss by each log-probability.</summary>
    public Tensor Gradient { get; }

    /// <summary>A sum by token weights as a mean over the tokens of the step.</summary>
    public double TokenMean(double sum) => sum / _validTokens;

    /// <summary>A row is averaged over its own tokens, the rows over the sequences of the step.</summary>
    private static double[] PerSequence(Tensor mask, double[] samples, double validSequences)
    {
        var factors = TensorMemory.Numbers(mask.sum(1));
        for (var b = 0; b < factors.Length; b++)
            factors[b] = samples[b] == 0 ? 0 : samples[b] / ((factors[b] + Epsilon) * (validSequences + Epsilon));
        return factors;
    }
}
