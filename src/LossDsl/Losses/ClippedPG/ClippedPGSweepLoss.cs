using static TorchSharp.torch.autograd;

namespace LossDsl;

/// <summary><see cref="ClippedPGLossFn"/> over log-probabilities on the CPU: loss, metrics and derivative in one pass.</summary>
/// <remarks>
/// The derivative is there before backward asks for it, which only multiplies. A backward with <c>create_graph</c> goes
/// back to the operators.
/// </remarks>
internal sealed class ClippedPGSweepLoss : SingleTensorFunction<ClippedPGSweepLoss>
{
    private const string Config = "config";

    public override string Name => nameof(ClippedPGLossFn);

    /// <summary>Whether all that is swept lies on the CPU.</summary>
    public static bool Accepts(ClippedPGInputs inputs) => Array.TrueForAll(inputs.ToArray(), tensor => tensor.device_type == DeviceType.CPU);

    /// <summary>The loss and its metrics.</summary>
    /// <param name="current">Log-probabilities of the policy, float32 or float64, shape <c>[B, S-1]</c>. Absent ones may be anything.</param>
    /// <param name="inputs">The rest.</param>
    /// <param name="config">The configuration of the loss.</param>
    public static (Tensor Loss, ClippedPGMetrics Metrics) Of(Tensor current, ClippedPGInputs inputs, ClippedPGLossConfig config)
    {
        var sweep = new SweepRows(current, inputs, config, RowKernels.Widest);
        var value = sweep.Policy + config.ReferencePolicyKlPenalty * sweep.Divergence;
        var loss = apply(current, sweep.Gradient, inputs, config, value);
        return (loss, new ClippedPGMetrics
        {
            Loss = loss,
            ProbsRatio = tensor(sweep.TokenMean(sweep.Sums.Ratio)),
            ProbsRatioClamped = tensor(sweep.TokenMean(sweep.Sums.Clamped)),
            KlPenalty = tensor(sweep.Divergence),
            TokenMultProbError = tensor(sweep.TokenMean(sweep.Sums.MultError)),
            SamplingImportanceRatio = tensor(sweep.TokenMean(sweep.Sums.Importance)),
            NumValidSamples = inputs.Masks.Samples.sum(),
            ApproxEntropy = tensor(-sweep.TokenMean(sweep.Sums.PLogP)),
        });
    }

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var current = (Tensor)vars[0];
        ctx.save_for_backward([current, (Tensor)vars[1], .. ((ClippedPGInputs)vars[2]).ToArray()]);
        ctx.save_data(Config, vars[3]);
        return tensor((double)vars[4], dtype: current.dtype);
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var gradient = is_grad_enabled()
            ? Differentiable(saved, (ClippedPGLossConfig)ctx.get_data(Config), grad_output)
            : saved[1] * grad_output;
        return [gradient.MoveToOuterDisposeScope(), null!, null!, null!, null!];
    }

    private static Tensor Differentiable(List<Tensor> saved, ClippedPGLossConfig config, Tensor upstream)
    {
        var inputs = ClippedPGInputs.Of(saved[2..]);
        var (loss, _) = ClippedPGLossFn.Definition(Masked.Fill(saved[0], inputs.Masks.Absent), inputs, config);
        return grad([loss], [saved[0]], [upstream], retain_graph: true, create_graph: true)[0];
    }
}
