namespace LossDsl;

/// <summary>The result of a loss: the value to differentiate, and the metrics. Neither has been copied to the host.</summary>
/// <param name="Loss">The loss. It belongs to the dispose scope in which the loss was called.</param>
/// <param name="Metrics">The metrics. They belong to the same dispose scope.</param>
/// <typeparam name="TMetrics">The metrics record.</typeparam>
public readonly record struct LossResult<TMetrics>(Tensor Loss, PackedMetrics<TMetrics> Metrics) : IDisposable
    where TMetrics : class, ILossMetrics<TMetrics>
{
    /// <summary>Disposes loss and metrics.</summary>
    public void Dispose()
    {
        Loss.Dispose();
        Metrics.Dispose();
    }
}
