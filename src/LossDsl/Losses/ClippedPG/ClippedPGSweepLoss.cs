using static TorchSharp.torch.autograd;

namespace LossDsl;

/// <summary><see cref="ClippedPGLossFn"/> over log-probabilities on the CPU: loss, metrics and derivative in one pass.</summary>
/// <remarks>
/// The derivative is there before backward asks for it, which only multiplies. A backward with <c>create_graph</c> goes
/// back to the operators.
/// </remarks>
internal sealed class ClippedPGSweepLoss : SingleTensorFunction<ClippedPGSweepLoss>
{
    private const string Call = "call";

    public override string Name => nameof(ClippedPGLossFn);

    /// <summary>Whether all that is swept lies on the CPU.</summary>
    public static bool Accepts(ClippedPGInputs inputs) => Array.TrueForAll(inputs.ToArray(), tensor => tensor.device_type == DeviceType.CPU);

    /// <summary>The loss and its metrics.</summary>
    /// <param name="current">Log-probabilities of the policy, float32 or float64, shape <c>[B, S-1]</c>. Absent ones may be anything.</param>
    /// <param name="inputs">The rest.</param>
    /// <param name="config">The configuration of the loss.</param>
    public static (Tensor Loss, PackedMetrics<ClippedPGMetrics> Metrics) Of(
        Tensor current, ClippedPGInputs inputs, ClippedPGLossConfig config)
    {
        var sweep = new SweepRows(current, inputs, config, RowKernels.Widest);
        var exact = sweep.Policy + config.ReferencePolicyKlPenalty * sweep.Divergence;
        var value = current.dtype == float64 ? exact : (float)exact;
        return (apply(current, new Swept(sweep.Gradient, value, inputs, config)), PackedMetrics<ClippedPGMetrics>.Of(
        [
            (nameof(ClippedPGMetrics.Loss), value),
            (nameof(ClippedPGMetrics.ProbsRatio), sweep.TokenMean(sweep.Sums.Ratio)),
            (nameof(ClippedPGMetrics.ProbsRatioClamped), sweep.TokenMean(sweep.Sums.Clamped)),
            (nameof(ClippedPGMetrics.KlPenalty), sweep.Divergence),
            (nameof(ClippedPGMetrics.TokenMultProbError), sweep.TokenMean(sweep.Sums.MultError)),
            (nameof(ClippedPGMetrics.SamplingImportanceRatio), sweep.TokenMean(sweep.Sums.Importance)),
            (nameof(ClippedPGMetrics.NumValidSamples), sweep.ValidSamples),
            (nameof(ClippedPGMetrics.ApproxEntropy), -sweep.TokenMean(sweep.Sums.PLogP)),
        ]));
    }

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var (current, swept) = ((Tensor)vars[0], (Swept)vars[1]);
        ctx.save_for_backward([current, swept.Gradient, .. swept.Inputs.ToArray()]);
        ctx.save_data(Call, swept);
        return current.dtype == float64 ? tensor(swept.Value) : tensor((float)swept.Value);
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var gradient = is_grad_enabled() ? Differentiable(saved, (Swept)ctx.get_data(Call), grad_output)
            // Most often the loss is the root: on the CPU it costs nothing to see that there is nothing to multiply with.
            : TensorMemory.Number(grad_output) == 1 ? saved[1]
            : saved[1] * grad_output;
        return [gradient.MoveToOuterDisposeScope(), null!];
    }

    private static Tensor Differentiable(List<Tensor> saved, Swept swept, Tensor upstream)
    {
        var (current, inputs) = (saved[0], swept.Inputs.From(saved[2..]));
        var present = Masked.Fill(current, inputs.Masks(current.dtype).Absent);
        var (loss, _) = ClippedPGLossFn.Definition(present, inputs, swept.Config);
        return grad([loss], [current], [upstream], retain_graph: true, create_graph: true)[0];
    }

    private sealed record Swept(Tensor Gradient, double Value, ClippedPGInputs Inputs, ClippedPGLossConfig Config);
}
