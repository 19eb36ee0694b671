namespace LossDsl;

/// <summary>A loss that is written in torch operators over whole tensors.</summary>
/// <param name="output">The declaration of the model's output, such as <c>next_token_logits</c> <c>[B, S, V]</c>.</param>
/// <typeparam name="TData">The data dict of the loss.</typeparam>
/// <typeparam name="TMetrics">The metrics that the loss reports.</typeparam>
public abstract class LossFunction<TData, TMetrics>(TensorField output) : Loss<TData, TMetrics>(output)
    where TData : class, IDataDict<TData>
    where TMetrics : class, ILossMetrics<TMetrics>
{
    /// <summary>Computes the loss over validated input. Tensors that it allocates are disposed afterwards.</summary>
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
