namespace LossDsl.Tests.Losses;

/// <summary>
/// Every combination of finite numbers, infinities and NaN in the tensors of the policy loss, at a valid token: compiled loops and
/// operators give what the page of the loss says.
/// </summary>
public sealed class NonFiniteTests : IDisposable
{
    private static readonly double[] Numbers = [-1, double.NegativeInfinity, double.PositiveInfinity, double.NaN];

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<bool, bool, bool, bool, bool> Configs() => new(
        from correction in new[] { false, true }
        from onPolicy in new[] { false, true }
        from carries in new[] { false, true }
        from reinforce in new[] { false, true }
        from wide in new[] { false, true }
        select (correction, onPolicy, carries, reinforce, wide));

    [Theory]
    [MemberData(nameof(Configs))]
    public void A_token_gives_what_the_equation_says(bool correction, bool onPolicy, bool carries, bool reinforce, bool wide)
    {
        var config = Subject.Ppo with
        {
            ReferencePolicyKlPenalty = 0.25,
            RatioClipC = wide ? null : 3,
            UseImportanceSamplingCorrection = correction,
            UseOnPolicyKlApproximation = onPolicy,
            UseKlScoreFunctionGradient = carries,
            DisablePpoRatio = reinforce,
        };
        var dtype = wide ? float64 : float32;
        var tokens = (
            from y in Numbers
            from advantage in new[] { 1, -1, 0, double.PositiveInfinity, double.NegativeInfinity, double.NaN }
            from previous in Numbers
            from generation in Numbers
            from reference in Numbers
            select new[] { y, advantage, previous, generation, reference }).ToList();

        // A loss with one value per row would be another loss, so values are computed one by one, and gradients all at once.
        var expected = tokens.ConvertAll(t => PolicyToken.Of(t[0], t[1], t[2], t[3], t[4], config));
        foreach (var onGraph in new[] { false, true })
        {
            var slopes = Slopes(tokens, config, dtype, onGraph);
            for (var i = 0; i < tokens.Count; i++)
                Near(expected[i].Slope, slopes[i], "slope", tokens[i], onGraph);
        }

        for (var i = 0; i < tokens.Count; i += 3)
        {
            using var scope = NewDisposeScope();
            var (output, batch) = Sample([tokens[i]], dtype);
            var swept = new ClippedPGLossFn(config).Compute(output, batch, GlobalNormalization.FromBatch(batch));
            var read = swept.Metrics.Read();
            Near(expected[i].Loss, swept.Loss.to(float64).item<double>(), "loss", tokens[i], false);
            Near(expected[i].Kl, read["kl_penalty"], "kl_penalty", tokens[i], false);
            Near(expected[i].Importance, read["sampling_importance_ratio"], "importance", tokens[i], false);

            var (loss, metrics) = ClippedPGOperators.Compute(Policy(tokens[i..(i + 1)], dtype), Inputs(batch), config);
            Near(expected[i].Loss, loss.to(float64).item<double>(), "loss", tokens[i], true);
            Near(expected[i].Kl, metrics.KlPenalty.to(float64).item<double>(), "kl_penalty", tokens[i], true);
        }
    }

    // Typical numbers of inference engines: impossible tokens, and missing log-probabilities.
    [Theory]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity, -1)]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity, 1)]
    [InlineData(double.NegativeInfinity, 0, -1)]
    [InlineData(-1, double.NaN, -1)]
    [InlineData(-1, double.NegativeInfinity, 1)]
    public void Where_the_correction_weighs_nothing_the_token_adds_nothing(double previous, double generation, double advantage)
    {
        var config = Subject.Ppo with { UseImportanceSamplingCorrection = true };
        var (output, batch) = Sample([[-1, advantage, previous, generation, -1], [-2, 1, -2, -2, -2]], float32);

        var loss = new ClippedPGLossFn(config).Compute(output, batch, GlobalNormalization.FromBatch(batch)).Loss;

        Assert.Equal(-0.5, loss.item<float>(), 1e-6);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(100)]
    [InlineData(1e5)]
    public void A_divergence_that_explodes_leaves_the_gradient_finite(double gap)
    {
        var config = Subject.Ppo with { ReferencePolicyKlPenalty = 0.01 };
        foreach (var onGraph in new[] { false, true })
        foreach (var dtype in new[] { float32, float64 })
        {
            var slopes = Slopes([[-gap, 0, -gap, -gap, 0], [-1, 1, -1, -1, -2]], config, dtype, onGraph);
            Assert.All(slopes, slope => Assert.True(double.IsFinite(slope)));
            // The other token's gradient is not affected.
            Assert.Equal((-1 + 0.01 * (1 - Math.Exp(-1))) / 2, slopes[1], 1e-6);
        }
    }

    [Fact]
    public void A_divergence_that_explodes_leaves_the_logits_gradient_finite()
    {
        var batch = Batch.ClippedPG(1, 3);
        batch["token_mask"] = ones(1, 3);
        batch["input_ids"] = zeros([1, 3], dtype: int64);
        batch["reference_policy_logprobs"] = zeros(1, 3);
        var logits = tensor(new float[] { -100, 0, -0.5f, 0, 0, 0 }, 1, 3, 2).requires_grad_();

        var result = new ClippedPGLossFn(Subject.Ppo with { ReferencePolicyKlPenalty = 0.01 })
            .Compute(logits, batch, GlobalNormalization.FromBatch(batch));
        result.Loss.backward();

        Assert.Equal(float.PositiveInfinity, result.Loss.item<float>());
        Assert.True(logits.grad!.isfinite().all().item<bool>());
    }

    // 1e-60 is 0 in float32, and 0 times infinity would be NaN.
    [Fact]
    public void A_penalty_that_float32_rounds_to_0_leaves_the_gradient_finite()
    {
        var config = Subject.Ppo with { ReferencePolicyKlPenalty = 1e-60 };
        var slopes = Slopes([[-2000, 0, -2000, -2000, 0], [-1, 1, -1, -1, -1]], config, float32, onGraph: false);
        Assert.Equal(0, slopes[0]);
        Assert.Equal(-0.5, slopes[1], 1e-6);
    }

    // A term with weight 0 adds nothing, even if it is not finite.
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1e-60, 0, 0)]
    [InlineData(0, 0.5, 1)]
    public void A_term_of_DPO_that_weighs_nothing_adds_nothing(double preference, double supervised, double loss)
    {
        var batch = Batch.Dpo(2, 2);
        batch["token_mask"] = ones(2, 2);
        // The policy's log-probability of the chosen token is infinitely below the reference's: an infinite preference loss.
        batch["reference_policy_logprobs"] = tensor(new[] { double.PositiveInfinity, 0, 0, 0 }, 2, 2).to(float32);
        var logprobs = tensor(new float[] { -2, -3 }, 2, 1).requires_grad_();
        var config = Subject.PlainDpo with { PreferenceLossWeight = preference, SftLossWeight = supervised };

        var result = new DPOLossFn(config).Compute(ModelOutput.FromLogprobs(logprobs), batch, GlobalNormalization.FromBatch(batch));
        result.Loss.backward();

        Assert.Equal(loss, result.Loss.item<float>(), 1e-6);
        Assert.Equal([(float)-supervised, 0], logprobs.grad!.data<float>().ToArray());
    }

    private static double[] Slopes(List<double[]> tokens, ClippedPGLossConfig config, ScalarType dtype, bool onGraph)
    {
        using var scope = NewDisposeScope();
        var (_, batch) = Sample([.. tokens], dtype);
        var leaf = Policy(tokens, dtype).requires_grad_();
        // The expected values are those of single tokens, so the counts are those of the whole batch.
        var totals = GlobalNormalization.FromBatch(batch);
        var loss = onGraph
            ? ClippedPGOperators.Compute(leaf, Inputs(batch), config).Loss
            : new ClippedPGLossFn(config).Compute(ModelOutput.FromLogprobs(leaf), batch, totals).Loss;
        var scale = tokens.Count > 2 ? tokens.Count : 1;
        var gradient = autograd.grad([loss], [leaf])[0] * scale;
        return gradient.to(float64).contiguous().data<double>().ToArray();
    }

    private static ClippedPGInputs Inputs(BatchedDataDict<ClippedPGLossDataDict> batch) =>
        new(batch.Bind(), GlobalNormalization.FromBatch(batch).ValidTokens!, null);

    private static Tensor Policy(IReadOnlyList<double[]> tokens, ScalarType dtype) =>
        tensor(tokens.Select(token => token[0]).ToArray(), 1, tokens.Count).to(dtype);

    // One row, without a prediction of its first token.
    private static (ModelOutput Output, BatchedDataDict<ClippedPGLossDataDict> Batch) Sample(double[][] tokens, ScalarType dtype)
    {
        var field = (int i) => tensor([0.0, .. tokens.Select(token => token[i])], 1, tokens.Length + 1).to(dtype);
        return (ModelOutput.FromLogprobs(Policy(tokens, dtype)), new BatchedDataDict<ClippedPGLossDataDict>
        {
            ["input_ids"] = zeros([1, tokens.Length + 1], dtype: int64),
            ["advantages"] = field(1),
            ["prev_logprobs"] = field(2),
            ["generation_logprobs"] = field(3),
            ["reference_policy_logprobs"] = field(4),
            ["token_mask"] = ones([1, tokens.Length + 1], dtype: dtype),
            ["sample_mask"] = ones([1], dtype: dtype),
        });
    }

    private static void Near(double expected, double actual, string what, double[] token, bool onGraph)
    {
        var same = expected.Equals(actual) || Math.Abs(expected - actual) <= 1e-5 * Math.Max(1, Math.Abs(expected));
        Assert.True(same, $"{what} by {(onGraph ? "operators" : "the kernel")}: expected {expected}, got {actual}; "
            + $"y, advantage, previous, generation, reference: {string.Join(' ', token)}");
    }
}
