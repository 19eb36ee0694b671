using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>A loss over the output of a model and a batch.</summary>
/// <typeparam name="TData">The data dict of the loss.</typeparam>
/// <typeparam name="TMetrics">The metrics that the loss reports.</typeparam>
public interface ILossFunction<TData, TMetrics>
    where TData : class, IDataDict<TData>
    where TMetrics : class, ILossMetrics<TMetrics>
{
    /// <summary>Computes the loss. All input is validated before any arithmetic.</summary>
    /// <param name="output">The model's output: logits <c>[B, S, V]</c>, or what the loss declares. A tensor converts implicitly.</param>
    /// <param name="data">The batch.</param>
    /// <param name="totals">The counts of the whole step.</param>
    /// <exception cref="BatchValidationException">Batch or output do not satisfy the data dict; every violation is listed.</exception>
    /// <exception cref="ArgumentException">A count that the loss divides by is missing.</exception>
    [OverloadResolutionPriority(1)]
    LossResult<TMetrics> Compute(ModelOutput output, TData data, GlobalNormalization totals);

    /// <inheritdoc cref="Compute(ModelOutput, TData, GlobalNormalization)"/>
    LossResult<TMetrics> Compute(ModelOutput output, BatchedDataDict<TData> data, GlobalNormalization totals);
}
