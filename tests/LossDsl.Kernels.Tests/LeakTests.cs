using System.Diagnostics;

namespace LossDsl.Kernels.Tests;

/// <summary>Ten thousand steps of every loss leave no tensors, and the process does not grow.</summary>
public sealed class LeakTests
{
    private const int Steps = 10_000;
    private const int Vocabulary = 11;

    private static readonly ClippedPGLossConfig Policy = new()
    {
        ReferencePolicyKlPenalty = 0.1,
        RatioClipMin = 0.2,
        RatioClipMax = 0.28,
        RatioClipC = 3,
        UseOnPolicyKlApproximation = true,
        UseImportanceSamplingCorrection = true,
        TokenLevelLoss = true,
    };

    [Fact]
    public void Nll() => Steady(new NLLLoss(), () => (new BatchedDataDict<NLLLossDataDict>
    {
        ["input_ids"] = Ids(),
        ["token_mask"] = ones(4, 6),
        ["sample_mask"] = ones(4),
    }, Logits()));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ClippedPG(bool byToken) => Steady(
        new ClippedPGLossFn(Policy with { TokenLevelLoss = byToken }),
        () => (new BatchedDataDict<ClippedPGLossDataDict>
        {
            ["input_ids"] = Ids(),
            ["advantages"] = randn(4, 6),
            ["prev_logprobs"] = randn(4, 6),
            ["generation_logprobs"] = randn(4, 6),
            ["reference_policy_logprobs"] = randn(4, 6),
            ["token_mask"] = ones(4, 6),
            ["sample_mask"] = ones(4),
        },
        Logits()));

    [Fact]
    public void PolicyGradientWithEntropies() => Steady(
        new PolicyGradientLoss(new PolicyGradientLossConfig { RatioLevel = RatioLevel.Sequence, EntropyCoefficient = 0.1, UseEntropyWeights = true }),
        () => (new BatchedDataDict<PolicyGradientLossDataDict>
        {
            ["input_ids"] = Ids(),
            ["advantages"] = randn(4, 6),
            ["prev_logprobs"] = randn(4, 6),
            ["entropy_weights"] = rand(4),
            ["token_mask"] = ones(4, 6),
            ["sample_mask"] = ones(4),
        },
        Logits()));

    [Fact]
    public void Dpo() => Steady(
        new DPOLossFn(new DPOLossConfig
        {
            ReferencePolicyKlPenalty = 0.5,
            PreferenceLossWeight = 1,
            SftLossWeight = 0.3,
            PreferenceAverageLogProbs = false,
            SftAverageLogProbs = false,
        }),
        () => (new BatchedDataDict<DPOLossDataDict>
        {
            ["input_ids"] = Ids(),
            ["reference_policy_logprobs"] = randn(4, 6),
            ["token_mask"] = ones(4, 6),
            ["sample_mask"] = ones(4),
        },
        Logits()));

    [Fact]
    public void Preference() => Steady(new PreferenceLoss(), () => (new BatchedDataDict<PreferenceLossDataDict>
    {
        ["input_ids"] = Ids(),
        ["token_mask"] = ones(4, 6),
        ["sample_mask"] = ones(4),
    }, randn([4]).requires_grad_()));

    // The gradient of a step is freed with the step, not at the end of a scope around all steps.
    [Fact]
    public void One_scope_around_many_backwards_holds_one_gradient()
    {
        using var scope = NewDisposeScope();
        // So large that the allocator maps pages for each tensor, and returns them to the system.
        const long Rows = 64, Columns = 160_000, Bytes = Rows * Columns * sizeof(float);
        var leaf = randn([Rows, Columns]).requires_grad_();
        var (ids, none) = (zeros([Rows], dtype: int64), zeros([Rows], dtype: @bool));
        Backward();
        var before = Resident();
        for (var i = 0; i < 8; i++)
            Backward();
        Assert.InRange(Resident() - before, long.MinValue, 2 * Bytes);

        void Backward()
        {
            using (var logits = leaf * 1.0)
                FusedLogprobs.Apply(logits, ids, none, float32).sum().backward();
            leaf.grad!.zero_();
        }
    }

    private static void Steady<TData, TMetrics>(Loss<TData, TMetrics> loss, Func<(BatchedDataDict<TData> Batch, Tensor Output)> draw)
        where TData : class, IDataDict<TData>, IMaskedBatch
        where TMetrics : class, ILossMetrics<TMetrics>
    {
        Repeat(Steps / 2);
        var tensors = Tensor.TotalCount;
        var growth = Growth();
        // A leak grows in every round; the runtime's own memory, such as that of compiled code, grows once.
        for (var again = 0; growth >= 1.02 && again < 2; again++)
            growth = Growth();
        Assert.True(growth < 1.02, $"the process is {growth:0.000} times as large as before");

        // The process may shrink: a system may reclaim pages that are not used for a long time.
        double Growth()
        {
            var bytes = Resident();
            Repeat(Steps);
            Assert.Equal(tensors, Tensor.TotalCount);
            return (double)Resident() / bytes;
        }

        void Repeat(int times)
        {
            for (var i = 0; i < times; i++)
            {
                using var scope = NewDisposeScope();
                var (batch, output) = draw();
                Step(loss, batch, output);
            }
        }
    }

    private static void Step<TData, TMetrics>(Loss<TData, TMetrics> loss, BatchedDataDict<TData> batch, Tensor output)
        where TData : class, IDataDict<TData>, IMaskedBatch
        where TMetrics : class, ILossMetrics<TMetrics>
    {
        var (value, metrics) = loss.Compute(output, batch, GlobalNormalization.FromBatch(batch));
        value.backward();
        Assert.True(double.IsFinite(metrics.Read()["loss"]));
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static Tensor Ids() => randint(0, Vocabulary, [4, 6], dtype: int64);

    private static Tensor Logits() => randn([4, 6, Vocabulary]).requires_grad_();
}
