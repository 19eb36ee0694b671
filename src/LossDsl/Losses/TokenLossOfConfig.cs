namespace LossDsl;

/// <summary>A <see cref="TokenLoss{TData, TMetrics}"/> that has a configuration, which is checked before the formula runs.</summary>
/// <typeparam name="TData">The batch that it needs.</typeparam>
/// <typeparam name="TConfig">Its configuration.</typeparam>
/// <typeparam name="TMetrics">The metrics that it reports.</typeparam>
public abstract class TokenLoss<TData, TConfig, TMetrics> : TokenLoss<TData, TMetrics>
    where TData : class, IDataDict<TData>, IMaskedBatch
    where TConfig : class, ILossConfig<TConfig>
    where TMetrics : class, ILossMetrics<TMetrics>
{
    private readonly TConfig _config;

    /// <summary>Makes the loss.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="formula">The loss of one token: its log-probability, the batch, the configuration, and where metrics go.</param>
    /// <param name="reduction">How the losses of tokens become the loss.</param>
    /// <exception cref="LossConfigException">The configuration breaks its rules; every violation is listed.</exception>
    /// <exception cref="InvalidOperationException">The formula does not report a metric, or breaks another rule of formulas.</exception>
    protected TokenLoss(
        TConfig config,
        Func<Term, TokenTerms<TData>, TConfig, MetricTerms<TMetrics>, Term> formula,
        LossReduction reduction = LossReduction.TokenMean)
        : base(Configured(config, formula), reduction) => _config = config;

    /// <inheritdoc/>
    protected sealed override object? Config => _config;
}
