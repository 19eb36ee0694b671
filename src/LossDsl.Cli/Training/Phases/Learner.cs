using TorchSharp.Modules;

namespace LossDsl.Cli.Training;

/// <summary>A model with its optimizer: makes an update of the weights from a batch and a loss.</summary>
internal sealed class Learner : IDisposable
{
    private const double LargestGradient = 1;

    // Much smaller than the gradients of a step, but much larger than their rounding errors. With AdamW's default of 1e-8, the
    // sign of a
    // gradient near 0 determines a whole update, so that the split of a batch and the order of sums would affect the loss.
    private const double Epsilon = 1e-5;

    private const string EntryName = "optimizer";

    private readonly CharTransformer _model;
    private readonly double _peakRate;
    private readonly AdamW _optimizer;
    private readonly FullOptimizerState _whole;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="peakRate">The maximum learning rate.</param>
    /// <param name="weightDecay">AdamW's weight decay.</param>
    public Learner(CharTransformer model, double peakRate, double weightDecay)
    {
        (_model, _peakRate) = (model, peakRate);
        _optimizer = NewOptimizer(model);
        _whole = new FullOptimizerState(model, _optimizer, NewOptimizer);

        AdamW NewOptimizer(CharTransformer learning) =>
            optim.AdamW(learning.parameters(), lr: peakRate, beta1: 0.9, beta2: 0.95, eps: Epsilon, weight_decay: weightDecay);
    }

    /// <summary>Sets the learning rate of the following updates.</summary>
    /// <param name="share">The fraction of the maximum learning rate.</param>
    public void SetLearningRate(double share)
    {
        foreach (var group in _optimizer.ParamGroups)
            group.LearningRate = share * _peakRate;
    }

    /// <summary>
    /// Makes one update of the weights. The batch is split into microbatches, whose losses are normalized by the counts of the
    /// whole
    /// batch and so add up to its loss. The composition of microbatches affects memory and time, not the result, so rows of similar
    /// length are put together to reduce padding. The same holds for ranks that split the rows of the batch.
    /// </summary>
    /// <param name="loss">The loss.</param>
    /// <param name="batch">The batch of the whole update, the same on every rank.</param>
    /// <param name="ids">Selects the tokens of a batch.</param>
    /// <param name="microbatch">The number of full rows per microbatch; of shorter rows there are more.</param>
    /// <typeparam name="TData">The data dict of the loss.</typeparam>
    /// <typeparam name="TMetrics">The metrics of the loss.</typeparam>
    /// <returns>The metrics of the whole batch, and the norm of the gradient before clipping.</returns>
    public Dictionary<string, double> Update<TData, TMetrics>(
        ILossFunction<TData, TMetrics> loss, TData batch, Func<TData, Tensor> ids, int microbatch)
        where TData : class, IDataDict<TData>, IMaskedBatch
        where TMetrics : class, ILossMetrics<TMetrics>
    {
        using var scope = NewDisposeScope();
        var sharers = _model.Shard.Ranks.Data;
        var own = sharers is null ? batch : SliceRows(batch, sharers);
        var totals = sharers is null ? GlobalNormalization.FromBatch(own) : GlobalNormalization.FromBatch(own, sharers);
        using var metrics = new MetricsAccumulator<TMetrics>();

        _optimizer.zero_grad();
        foreach (var micro in own.SortByLength().MicrobatchesByTokens(microbatch * ids(own).size(1)))
        {
            using var inner = NewDisposeScope();
            var (value, measured) = loss.Compute(_model.ComputeOutput(ids(micro)), micro, totals);
            value.backward();
            metrics.Add(measured);
        }

        var norm = GradientReduction.ReduceAndClip(_model, LargestGradient);
        _optimizer.step();
        return new Dictionary<string, double>(sharers is null ? metrics.Read() : metrics.Read(sharers)) { ["grad_norm"] = norm };
    }

    public void Save(CheckpointWriter checkpoint) => checkpoint.Add(EntryName, _whole.Save);

    public void Load(CheckpointReader checkpoint) => checkpoint.Read(EntryName, _whole.Load);

    /// <inheritdoc/>
    public void Dispose() => _optimizer.Dispose();

    private static TData SliceRows<TData>(TData batch, IProcessGroup sharers)
        where TData : class, IDataDict<TData>
    {
        var rows = batch.Rows / sharers.Size;
        return batch.Slice(sharers.Rank * rows, (sharers.Rank + 1) * rows);
    }
}
