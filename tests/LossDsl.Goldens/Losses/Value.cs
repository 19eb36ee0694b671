using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Losses;

/// <summary><see cref="ValueLossFn"/>, the value loss of the reference.</summary>
internal sealed class Value() : TypedLoss<ValueLossDataDict, ValueMetrics>("MseValueLossFn", "logits")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> ConfigKeys { get; } = ["scale", "cliprange"];

    /// <inheritdoc/>
    public override bool IsOfHead => true;

    /// <inheritdoc/>
    protected override ILossFunction<ValueLossDataDict, ValueMetrics> Make(GoldenCase golden) =>
        new ValueLossFn(ValueLossConfig.FromJson(golden.Root["config"].Text));

    // The reference counts masked rows as well, and reports 0 as the extremes of an empty set.
    /// <inheritdoc/>
    protected override Dictionary<string, TensorData> Metrics(LossResult<ValueMetrics> result, CallInputs inputs)
    {
        var metrics = base.Metrics(result, inputs);
        metrics[ValueMetrics.Keys.NumValidSamples] = TensorData.Scalar(inputs.Output.size(0));
        foreach (var key in new[] { ValueMetrics.Keys.ValuesMin, ValueMetrics.Keys.ValuesMax })
        {
            if (double.IsInfinity(metrics[key].Data[0]))
                metrics[key] = TensorData.Scalar(0);
        }

        return metrics;
    }
}
