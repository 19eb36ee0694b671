using BenchmarkDotNet.Attributes;

namespace LossDsl.Benchmarks;

/// <summary>What binding and checking a batch costs, beside the loss that it is for.</summary>
[MemoryDiagnoser]
public class BindingBenchmark
{
    private const int Vocabulary = 512;

    private readonly ClippedPGLossFn _loss = new(new ClippedPGLossConfig
    {
        ReferencePolicyKlPenalty = 0.01,
        RatioClipMin = 0.2,
        RatioClipMax = 0.28,
        RatioClipC = 3,
        UseOnPolicyKlApproximation = false,
        UseImportanceSamplingCorrection = true,
        TokenLevelLoss = true,
    });

    private BatchedDataDict<ClippedPGLossDataDict> _batch = [];
    private Tensor _logits = zeros(0);
    private GlobalNormalization _totals = new(null, null);

    /// <summary>Eight sequences of 256 tokens.</summary>
    [GlobalSetup]
    public void Setup()
    {
        set_num_threads(1);
        _batch = new BatchedDataDict<ClippedPGLossDataDict>
        {
            ["input_ids"] = randint(0, Vocabulary, [8, 256], dtype: int64),
            ["advantages"] = randn(8, 256),
            ["prev_logprobs"] = randn(8, 256),
            ["generation_logprobs"] = randn(8, 256),
            ["reference_policy_logprobs"] = randn(8, 256),
            ["token_mask"] = ones(8, 256),
            ["sample_mask"] = ones(8),
        };
        _logits = randn(8, 256, Vocabulary);
        _totals = GlobalNormalization.Of(_batch);
    }

    /// <summary>The record out of the batch, with every check.</summary>
    [Benchmark]
    public ClippedPGLossDataDict Bind() => _batch.Bind();

    /// <summary>The loss without its gradient, binding included.</summary>
    [Benchmark(Baseline = true)]
    public void Loss()
    {
        using var result = _loss.Compute(_logits, _batch, _totals);
    }
}
