namespace LossDsl;

/// <summary>A <see cref="SequenceLoss{TData, TMetrics}"/> with a configuration, which is validated before the formula runs.</summary>
/// <typeparam name="TData">The data dict of the loss.</typeparam>
/// <typeparam name="TConfig">The configuration of the loss.</typeparam>
/// <typeparam name="TMetrics">The metrics that the loss reports.</typeparam>
public abstract class SequenceLoss<TData, TConfig, TMetrics> : SequenceLoss<TData, TMetrics>
    where TData : class, IDataDict<TData>, IMaskedBatch
    where TConfig : class, ILossConfig<TConfig>
    where TMetrics : class, ILossMetrics<TMetrics>
{
    private readonly TConfig _config;

    /// <summary>Creates the loss and traces the formula.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="formula">
    /// Returns the loss of a sequence or pair, given the log-probability of a token or the reward of a sequence, the batch, the
    /// configuration, and the receiver of metrics.
    /// </param>
    /// <param name="input">The kind of model output.</param>
    /// <exception cref="LossConfigException">The configuration violates its rules; every violation is listed.</exception>
    /// <exception cref="InvalidOperationException">The formula does not report a metric, or violates another rule of formulas.</exception>
    protected SequenceLoss(
        TConfig config,
        Func<Term, TokenTerms<TData>, TConfig, MetricTerms<TMetrics>, Term> formula,
        LossInput input = LossInput.Logprobs)
        : base(Configured(config, formula), input) => _config = config;

    /// <inheritdoc/>
    protected sealed override object? Config => _config;
}
