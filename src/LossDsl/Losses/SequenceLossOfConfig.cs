namespace LossDsl;

/// <summary>A <see cref="SequenceLoss{TData, TMetrics}"/> that has a configuration, which is checked before the formula runs.</summary>
/// <typeparam name="TData">The batch that it needs.</typeparam>
/// <typeparam name="TConfig">Its configuration.</typeparam>
/// <typeparam name="TMetrics">The metrics that it reports.</typeparam>
public abstract class SequenceLoss<TData, TConfig, TMetrics> : SequenceLoss<TData, TMetrics>
    where TData : class, IDataDict<TData>, IMaskedBatch
    where TConfig : class, ILossConfig<TConfig>
    where TMetrics : class, ILossMetrics<TMetrics>
{
    private readonly TConfig _config;

    /// <summary>Makes the loss.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="formula">
    /// The loss of a sequence or a pair: the log-probability of a token or the reward of a sequence, the batch, the configuration,
    /// and where metrics go.
    /// </param>
    /// <param name="input">What the model gives.</param>
    /// <exception cref="LossConfigException">The configuration breaks its rules; every violation is listed.</exception>
    /// <exception cref="InvalidOperationException">The formula does not report a metric, or breaks another rule of formulas.</exception>
    protected SequenceLoss(
        TConfig config,
        Func<Term, TokenTerms<TData>, TConfig, MetricTerms<TMetrics>, Term> formula,
        LossInput input = LossInput.Logprobs)
        : base(Configured(config, formula), input) => _config = config;

    /// <inheritdoc/>
    protected sealed override object? Config => _config;
}
