using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Losses;

/// <summary><see cref="NLLLoss"/>.</summary>
internal sealed class Nll() : TypedLoss<NLLLossDataDict, NLLMetrics>("NLLLoss")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> CallKeys { get; } = ["dpo_loss", "dpo_average_log_probs"];

    /// <inheritdoc/>
    protected override ILossFunction<NLLLossDataDict, NLLMetrics> Make(GoldenCase golden) => new NLLLoss(
        golden.Call("dpo_loss")?.Bool() ?? false,
        golden.Call("dpo_average_log_probs")?.Bool() ?? false);

    // Of a loss of one value a row the reference reports the vector, which no number can be; ours reports its sum.
    /// <inheritdoc/>
    protected override Dictionary<string, Numbers> Metrics(LossResult<NLLMetrics> result, CallInputs inputs)
    {
        var metrics = base.Metrics(result, inputs);
        if (result.Loss.dim() > 0)
            metrics[NLLMetrics.Keys.Loss] = Numbers.Of(result.Loss);
        return metrics;
    }
}
