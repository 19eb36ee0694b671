namespace LossDsl;

/// <summary><see cref="ClippedPGLossFn"/> over log-probabilities on the CPU: loss, metrics and derivative in one pass.</summary>
/// <remarks>
/// The derivative is there before backward asks for it, which only multiplies. A backward with <c>create_graph</c> goes
/// back to the operators.
/// </remarks>
internal sealed class ClippedPGSweepLoss : CheckedFunction<ClippedPGSweepLoss>
{
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
        return (Call([], current, new Swept(sweep.Gradient, value, inputs, config)), PackedMetrics<ClippedPGMetrics>.Of(
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

    /// <inheritdoc/>
    protected override Tensor Forward(FunctionCall call)
    {
        var (current, swept) = (call.Argument<Tensor>(0), call.Argument<Swept>(1));
        call.Keep([swept.Gradient, current, .. swept.Inputs.ToArray()]);
        return current.dtype == float64 ? tensor(swept.Value) : tensor((float)swept.Value);
    }

    /// <inheritdoc/>
    protected override List<Tensor> Backward(FunctionCall call, List<Tensor> saved, Tensor upstream)
    {
        if (is_grad_enabled())
            return [Differentiable(call, upstream), null!];
        // Most often the loss is the root: on the CPU it costs nothing to see that there is nothing to multiply with.
        var gradient = call.Kept[0];
        return TensorMemory.Number(upstream) != 1 ? [gradient * upstream, null!]
            // Whoever gets the gradient may write over it: one that a later backward needs is not given away.
            : [call.IsLastBackward ? gradient.alias() : gradient.clone(), null!];
    }

    private static Tensor Differentiable(FunctionCall call, Tensor upstream)
    {
        var swept = call.Argument<Swept>(1);
        var (current, inputs) = (call.Kept[1], swept.Inputs.From([.. call.Kept.Skip(2)]));
        var present = Masked.Fill(current, inputs.Masks(current.dtype).Absent);
        var (loss, _) = ClippedPGLossFn.Definition(present, inputs, swept.Config);
        return autograd.grad([loss], [current], [upstream], retain_graph: true, create_graph: true)[0];
    }

    private sealed record Swept(Tensor Gradient, double Value, ClippedPGInputs Inputs, ClippedPGLossConfig Config);
}
