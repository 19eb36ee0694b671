using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Losses;

/// <summary><see cref="NLLLoss"/>.</summary>
internal sealed class NLLUnderTest() : TypedLoss<NLLLossDataDict, NLLMetrics>("NLLLoss")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> CallKeys { get; } = ["dpo_loss", "dpo_average_log_probs"];

    /// <inheritdoc/>
    protected override ILossFunction<NLLLossDataDict, NLLMetrics> Make(GoldenCase golden) => new NLLLoss(
        golden.FindCallArgument("dpo_loss")?.Bool() ?? false,
        golden.FindCallArgument("dpo_average_log_probs")?.Bool() ?? false);

    // If the loss has one value per row, the reference reports a vector as the metric, but our metrics are scalars: the sum.
    /// <inheritdoc/>
    protected override Dictionary<string, TensorData> Metrics(LossResult<NLLMetrics> result, CallInputs inputs)
    {
        var metrics = base.Metrics(result, inputs);
        if (result.Loss.dim() > 0)
            metrics[NLLMetrics.Keys.Loss] = TensorData.FromTensor(result.Loss);
        return metrics;
    }
}
