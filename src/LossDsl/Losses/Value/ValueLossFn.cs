namespace LossDsl;

/// <summary>The regression loss of a value model, with PPO's value clipping.</summary>
/// <remarks>
/// <code>
/// L = scale * reduce(max(f(V - R), f(V' - R)))      V' = old + clamp(V - old, -cliprange, cliprange)
/// f(x) = x * x / 2                                  with huber_delta: delta * (|x| - delta / 2) from |x| = delta on
///
/// reduce: mean over positions by token_mask * sample_mask and global_valid_toks, or over the rows (sample_mask,
/// global_valid_seqs) of the mean over a row's positions (token_mask)
/// </code>
/// Values have shape <c>[B, S]</c> or <c>[B, S, 1]</c>; nothing is shifted. Source: NeMo-RL, <c>MseValueLossFn</c>; PPO
/// arXiv:1707.06347. <c>global_valid_toks</c> is always required, for the metrics; <c>global_valid_seqs</c> if
/// <c>token_level_loss</c> is false.
/// </remarks>
public sealed class ValueLossFn : LossFunction<ValueLossDataDict, ValueMetrics>
{
    private readonly ValueLossConfig _config;

    /// <summary>Creates the loss.</summary>
    /// <param name="config">The configuration.</param>
    /// <exception cref="LossConfigException">The configuration violates its rules; every violation is listed.</exception>
    public ValueLossFn(ValueLossConfig config)
        : base(TensorField.CreateInput("predicted_values", "B S", DType.Float) with { AllowsTrailingOne = true })
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        _config = config;
    }

    /// <inheritdoc/>
    protected override (Tensor Loss, ValueMetrics Metrics) ComputeLoss(ModelOutput output, ValueLossDataDict data, GlobalNormalization totals)
    {
        var dtype = Precision.Resolve(output, data.Returns, data.Values);
        var masks = TokenMasks.Create(data.TokenMask, data.SampleMask, dtype);
        var value = Masked.Fill(output.GetRewards().view(data.TokenMask.shape).to(dtype), masks.Absent);
        var (returns, old) = (masks.Apply(data.Returns), masks.Apply(data.Values));
        var (plain, isClipped) = (Error(value - returns), zeros_like(masks.Absent));
        var error = plain;
        if (_config.Cliprange is { } range && range > 0)
        {
            using var most = range.ToScalar();
            using var least = (-range).ToScalar();
            var clipped = Error(old + (value - old).clamp(least, most) - returns);
            isClipped = clipped > plain;
            error = maximum(plain, clipped);
        }

        using var scale = Precision.Round(_config.Scale, dtype).ToScalar();
        var loss = Reduce(error, masks, totals) * scale;
        var tokens = totals.RequireTokens(nameof(ValueLossFn));
        var detached = value.detach();
        return (loss, new ValueMetrics
        {
            Loss = loss,
            VfClipfrac = Mean(isClipped.to(dtype)),
            ReturnsMean = Mean(returns),
            ValuesMean = Mean(detached),
            ReturnsSqMean = Mean(returns * returns),
            ResidualSqMean = Mean((detached - returns).square()),
            ValuesMin = Extreme(detached, double.PositiveInfinity).min(),
            ValuesMax = Extreme(detached, double.NegativeInfinity).max(),
            NumValidSamples = masks.Samples.sum(),
        });

        Tensor Mean(Tensor values) => Masked.Mean(values, masks.Weights, globalNormalizationFactor: tokens);

        Tensor Extreme(Tensor values, double empty)
        {
            using var filler = empty.ToScalar();
            return cat([values.masked_fill(masks.Absent, filler).view(-1), full([1], filler, dtype: dtype, device: values.device)]);
        }
    }

    private Tensor Error(Tensor x)
    {
        if (_config.HuberDelta is not { } delta)
            return x.square() / Scalars.Two;
        using var bound = delta.ToScalar();
        using var half = (delta / 2).ToScalar();
        var size = x.abs();
        return where(size < bound, x.square() / Scalars.Two, (size - half) * bound);
    }

    private Tensor Reduce(Tensor error, TokenMasks masks, GlobalNormalization totals)
    {
        if (_config.TokenLevelLoss)
            return Masked.Mean(error, masks.Weights, globalNormalizationFactor: totals.RequireTokens(nameof(ValueLossFn)));
        var rows = Masked.Mean(error, masks.Tokens, dim: 1);
        return Masked.Mean(rows, masks.Samples, globalNormalizationFactor: totals.RequireSequences(nameof(ValueLossFn)));
    }
}
