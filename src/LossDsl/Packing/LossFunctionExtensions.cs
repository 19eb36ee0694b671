namespace LossDsl;

/// <summary>Wraps losses for packed sequences.</summary>
public static class LossFunctionExtensions
{
    /// <summary>The same loss over sequences that went through the model packed.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="cuSeqlensQ">Cumulative lengths of the sequences, from 0. Integers, shape <c>[B+1]</c>.</param>
    /// <param name="cuSeqlensQPadded">The same with the padding behind each sequence; null where there is none.</param>
    /// <typeparam name="TData">The batch that the loss needs.</typeparam>
    /// <typeparam name="TMetrics">The metrics that it reports.</typeparam>
    /// <exception cref="ArgumentException">The lengths are malformed.</exception>
    public static SequencePackingLossWrapper<TData, TMetrics> AsPacked<TData, TMetrics>(
        this ILossFunction<TData, TMetrics> loss, Tensor cuSeqlensQ, Tensor? cuSeqlensQPadded = null)
        where TData : class, IDataDict<TData>
        where TMetrics : class, ILossMetrics<TMetrics> => new(loss, cuSeqlensQ, cuSeqlensQPadded);
}
