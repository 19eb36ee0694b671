namespace LossDsl;

/// <summary>A <see cref="TokenLoss{TData, TMetrics}"/> with a configuration, which is validated before the formula runs.</summary>
/// <typeparam name="TData">The data dict of the loss.</typeparam>
/// <typeparam name="TConfig">The configuration of the loss.</typeparam>
/// <typeparam name="TMetrics">The metrics that the loss reports.</typeparam>
public abstract class TokenLoss<TData, TConfig, TMetrics> : TokenLoss<TData, TMetrics>
    where TData : class, IDataDict<TData>, IMaskedBatch
    where TConfig : class, ILossConfig<TConfig>
    where TMetrics : class, ILossMetrics<TMetrics>
{
    private readonly TConfig _config;

    /// <summary>Creates the loss and traces the formula.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="formula">
    /// Returns the loss of a token, given its log-probability, the batch, the configuration, and the receiver of metrics.
    /// </param>
    /// <param name="reduction">The reduction of the token losses to the loss.</param>
    /// <exception cref="LossConfigException">The configuration violates its rules; every violation is listed.</exception>
    /// <exception cref="InvalidOperationException">The formula does not report a metric, or violates another rule of formulas.</exception>
    protected TokenLoss(
        TConfig config,
        Func<Term, TokenTerms<TData>, TConfig, MetricTerms<TMetrics>, Term> formula,
        LossReduction reduction = LossReduction.TokenMean)
        : base(Configured(config, formula), reduction) => _config = config;

    /// <inheritdoc/>
    protected sealed override object? Config => _config;
}
