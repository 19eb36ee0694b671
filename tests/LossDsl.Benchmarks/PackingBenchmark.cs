using BenchmarkDotNet.Attributes;

namespace LossDsl.Benchmarks;

/// <summary>A pack of 64 sequences beside the same tokens as rows of a batch: loss and gradient.</summary>
public class PackingBenchmark
{
    private const int Rows = 64;
    private const int Tokens = 32;
    private const int Vocabulary = 8192;

    private readonly NLLLoss _loss = new();
    private SequencePackingLossWrapper<NLLLossDataDict, NLLMetrics>? _packed;
    private BatchedDataDict<NLLLossDataDict> _batch = [];
    private Tensor _logits = zeros(0);
    private GlobalNormalization _totals = new(null, null);

    /// <summary>Sequences of the same length, so that neither form computes a position that the other does not.</summary>
    [GlobalSetup]
    public void Setup()
    {
        set_num_threads(1);
        _batch = new BatchedDataDict<NLLLossDataDict>
        {
            ["input_ids"] = randint(0, Vocabulary, [Rows, Tokens], dtype: int64),
            ["token_mask"] = ones(Rows, Tokens),
            ["sample_mask"] = ones(Rows),
        };
        _logits = randn(Rows, Tokens, Vocabulary);
        _totals = GlobalNormalization.Of(_batch);
        _packed = _loss.Packed(arange(Rows + 1) * Tokens);
    }

    /// <summary>The rows of a batch.</summary>
    [Benchmark(Baseline = true)]
    public void Batch() => Run(_loss, [Rows, Tokens, Vocabulary]);

    /// <summary>One packed row.</summary>
    [Benchmark]
    public void Pack() => Run(_packed!, [1, Rows * Tokens, Vocabulary]);

    private void Run(ILossFunction<NLLLossDataDict, NLLMetrics> loss, long[] shape)
    {
        using var scope = NewDisposeScope();
        var logits = _logits.view(shape).detach().requires_grad_();
        loss.Compute(logits, _batch, _totals).Loss.backward();
    }
}
