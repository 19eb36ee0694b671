namespace LossDsl;

/// <summary>A loss whose formula is torch's operators over whole tensors.</summary>
/// <param name="output">What the loss takes from the model, such as <c>next_token_logits</c> <c>[B, S, V]</c>.</param>
/// <typeparam name="TData">The batch that it needs.</typeparam>
/// <typeparam name="TMetrics">The metrics that it reports.</typeparam>
public abstract class LossFunction<TData, TMetrics>(TensorField output) : Loss<TData, TMetrics>(output)
    where TData : class, IDataDict<TData>
    where TMetrics : class, ILossMetrics<TMetrics>
{
    /// <summary>The loss itself, over input that fulfils the contract. Whatever it allocates is freed after it.</summary>
    /// <param name="output">The model's output.</param>
    /// <param name="data">The batch.</param>
    /// <param name="totals">The counts of the whole step.</param>
    protected abstract (Tensor Loss, TMetrics Metrics) ComputeLoss(ModelOutput output, TData data, GlobalNormalization totals);

    private protected sealed override (Tensor Loss, PackedMetrics<TMetrics> Metrics) Evaluate(
        ModelOutput output, TData data, GlobalNormalization totals)
    {
        var (loss, metrics) = ComputeLoss(output, data, totals);
        return (loss, PackedMetrics<TMetrics>.Pack(metrics));
    }
}
