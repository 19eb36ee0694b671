namespace LossDsl.Hostile.Tests.Running;

/// <summary><see cref="ClippedPGLossFn"/> as evaluated on devices other than the CPU: with torch's operators.</summary>
/// <param name="config">The config.</param>
internal sealed class ClippedPGByOperators(ClippedPGLossConfig config)
    : LossFunction<ClippedPGLossDataDict, ClippedPGMetrics>(NextTokenLogits)
{
    private readonly ClippedPGLossFn _loss = new(config);

    /// <inheritdoc/>
    protected override object Config => config;

    /// <inheritdoc/>
    protected override (Tensor Loss, ClippedPGMetrics Metrics) ComputeLoss(
        ModelOutput output, ClippedPGLossDataDict data, GlobalNormalization totals)
    {
        var dtype = Precision.Resolve(
            output, data.Advantages, data.PrevLogprobs, data.GenerationLogprobs, data.ReferencePolicyLogprobs);
        var absent = TokenMasks.Create(data.NextToken.TokenMask, data.SampleMask, dtype).Absent;
        var logprobs = output.Logprobs(data.NextToken.InputIds, absent, dtype);
        var result = _loss.Evaluate(logprobs.detach(), data, totals, width: null);
        var metrics = result.Metrics.unbind(0);
        return (WithGradient.Apply(result.Loss, logprobs, result.Gradient), new ClippedPGMetrics
        {
            Loss = metrics[0],
            ProbsRatio = metrics[1],
            ProbsRatioClamped = metrics[2],
            KlPenalty = metrics[3],
            TokenMultProbError = metrics[4],
            SamplingImportanceRatio = metrics[5],
            NumValidSamples = metrics[6],
            ApproxEntropy = metrics[7],
            PositiveNllLoss = metrics[8],
            ProbsRatioMin = metrics[9],
            ProbsRatioMax = metrics[10],
            ProbsRatioClampedMin = metrics[11],
            ProbsRatioClampedMax = metrics[12],
            IsOobRatio = metrics[13],
            GenKlError = metrics[14],
            PolicyKlError = metrics[15],
            JsDivergenceError = metrics[16],
        });
    }

    /// <summary>A value with a given derivative.</summary>
    private sealed class WithGradient : CheckedFunction<WithGradient>
    {
        public static Tensor Apply(Tensor value, Tensor input, Tensor gradient) => Apply([], input, value, gradient);

        /// <inheritdoc/>
        protected override Tensor Forward(FunctionContext call)
        {
            call.Keep([call.Argument<Tensor>(2)]);
            return call.Argument<Tensor>(1).clone();
        }

        /// <inheritdoc/>
        protected override List<Tensor> Backward(FunctionContext call, List<Tensor> saved, Tensor upstream) =>
            [call.Kept[0] * upstream, null!, null!];
    }
}
