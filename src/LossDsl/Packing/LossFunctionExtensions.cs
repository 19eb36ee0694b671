namespace LossDsl;

/// <summary>Wraps losses for packed sequences.</summary>
public static class LossFunctionExtensions
{
    /// <summary>Wraps a loss for sequences that went through the model packed.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="cuSeqlensQ">Cumulative sequence lengths, from 0. Integers, shape <c>[B+1]</c>.</param>
    /// <param name="cuSeqlensQPadded">
    /// Cumulative sequence lengths including the padding after each sequence; null where there is no padding.
    /// </param>
    /// <typeparam name="TData">The data dict of the loss.</typeparam>
    /// <typeparam name="TMetrics">The metrics that the loss reports.</typeparam>
    /// <exception cref="ArgumentException">The lengths are malformed.</exception>
    public static SequencePackingLossWrapper<TData, TMetrics> AsPacked<TData, TMetrics>(
        this ILossFunction<TData, TMetrics> loss, Tensor cuSeqlensQ, Tensor? cuSeqlensQPadded = null)
        where TData : class, IDataDict<TData>
        where TMetrics : class, ILossMetrics<TMetrics> => new(loss, cuSeqlensQ, cuSeqlensQPadded);
}
