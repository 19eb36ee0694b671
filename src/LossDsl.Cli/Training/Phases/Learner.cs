using TorchSharp.Modules;

namespace LossDsl.Cli.Training;

/// <summary>A model and its optimizer: turns a batch and a loss into one update of the weights.</summary>
/// <param name="model">The model.</param>
/// <param name="peakRate">The highest learning rate.</param>
/// <param name="weightDecay">AdamW's weight decay.</param>
internal sealed class Learner(CharTransformer model, double peakRate, double weightDecay) : IDisposable
{
    private const double LargestGradient = 1;

    private readonly AdamW _optimizer = optim.AdamW(
        model.parameters(), lr: peakRate, beta1: 0.9, beta2: 0.95, weight_decay: weightDecay);

    /// <summary>Sets the learning rate of the updates to come.</summary>
    /// <param name="share">The share of the highest rate.</param>
    public void SetRate(double share)
    {
        foreach (var group in _optimizer.ParamGroups)
            group.LearningRate = share * peakRate;
    }

    /// <summary>
    /// Updates the weights once. The batch goes through the model in microbatches, whose losses are normalized by the
    /// counts of the whole batch and so add up to its loss: their size changes the memory needed, not the result.
    /// </summary>
    /// <param name="loss">The loss.</param>
    /// <param name="batch">The batch of the whole update.</param>
    /// <param name="ids">The tokens of a batch.</param>
    /// <param name="microbatch">The rows of a microbatch.</param>
    /// <typeparam name="TData">The batch that the loss needs.</typeparam>
    /// <typeparam name="TMetrics">The metrics that it reports.</typeparam>
    /// <returns>The metrics of the whole batch, and the norm of the gradient before it was clipped.</returns>
    public Dictionary<string, double> Update<TData, TMetrics>(
        ILossFunction<TData, TMetrics> loss, TData batch, Func<TData, Tensor> ids, int microbatch)
        where TData : class, IDataDict<TData>, IMaskedBatch
        where TMetrics : class, ILossMetrics<TMetrics>
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.Of(batch);
        using var metrics = new MetricsAccumulator<TMetrics>();

        _optimizer.zero_grad();
        foreach (var micro in batch.Microbatches(microbatch))
        {
            using var inner = NewDisposeScope();
            var (value, measured) = loss.Compute(model.call(ids(micro)), micro, totals);
            value.backward();
            metrics.Add(measured);
        }

        var norm = nn.utils.clip_grad_norm_(model.parameters(), LargestGradient);
        _optimizer.step();
        return new Dictionary<string, double>(metrics.Read()) { ["grad_norm"] = norm };
    }

    /// <summary>Writes the optimizer's state.</summary>
    /// <param name="checkpoint">Where to.</param>
    public void Save(CheckpointWriter checkpoint) => checkpoint.Add("optimizer", _optimizer.save_state_dict);

    /// <summary>Reads the optimizer's state.</summary>
    /// <param name="checkpoint">Where from.</param>
    public void Load(CheckpointReader checkpoint) => checkpoint.Read("optimizer", _optimizer.load_state_dict);

    /// <inheritdoc/>
    public void Dispose() => _optimizer.Dispose();
}
