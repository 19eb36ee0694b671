namespace LossDsl.Tests;

/// <summary>Random batches for the losses.</summary>
internal static class Batch
{
    public const int Vocabulary = 7;

    public static BatchedDataDict<ClippedPGLossDataDict> ClippedPG(long rows, long length, ScalarType? dtype = null)
    {
        var type = dtype ?? float32;
        return new BatchedDataDict<ClippedPGLossDataDict>
        {
            ["input_ids"] = randint(0, Vocabulary, [rows, length], dtype: int64),
            ["advantages"] = randn([rows, length], dtype: type),
            ["prev_logprobs"] = Logprobs(rows, length, type),
            ["generation_logprobs"] = Logprobs(rows, length, type),
            ["reference_policy_logprobs"] = Logprobs(rows, length, type),
            ["token_mask"] = TokenMask(rows, length, type),
            ["sample_mask"] = ones([rows], dtype: type),
        };
    }

    public static BatchedDataDict<PolicyGradientLossDataDict> PolicyGradient(long rows, long length, ScalarType? dtype = null)
    {
        var type = dtype ?? float32;
        return new BatchedDataDict<PolicyGradientLossDataDict>
        {
            ["input_ids"] = randint(0, Vocabulary, [rows, length], dtype: int64),
            ["advantages"] = randn([rows, length], dtype: type),
            ["prev_logprobs"] = Logprobs(rows, length, type),
            ["generation_logprobs"] = Logprobs(rows, length, type),
            ["reference_policy_logprobs"] = Logprobs(rows, length, type),
            ["policy_weights"] = rand([rows, length], dtype: type) + 0.5,
            ["covariance_tokens"] = (rand([rows, length], dtype: type) < 0.3).to(type),
            ["rewards"] = randn([rows], dtype: type),
            ["positive_example_weights"] = rand([rows], dtype: type) / 10,
            ["prompt_weights"] = rand([rows], dtype: type) / 10,
            ["entropy_weights"] = rand([rows], dtype: type),
            ["token_mask"] = TokenMask(rows, length, type),
            ["sample_mask"] = ones([rows], dtype: type),
        };
    }

    public static BatchedDataDict<NLLLossDataDict> Nll(long rows, long length, ScalarType? dtype = null) => new()
    {
        ["input_ids"] = randint(0, Vocabulary, [rows, length], dtype: int64),
        ["token_mask"] = TokenMask(rows, length, dtype ?? float32),
        ["sample_mask"] = ones([rows], dtype: dtype ?? float32),
    };

    public static BatchedDataDict<DPOLossDataDict> Dpo(long rows, long length, ScalarType? dtype = null) => new()
    {
        ["input_ids"] = randint(0, Vocabulary, [rows, length], dtype: int64),
        ["reference_policy_logprobs"] = Logprobs(rows, length, dtype ?? float32),
        ["token_mask"] = TokenMask(rows, length, dtype ?? float32),
        ["sample_mask"] = ones([rows], dtype: dtype ?? float32),
    };

    public static BatchedDataDict<PreferenceLossDataDict> Preference(long rows, long length, ScalarType? dtype = null) => new()
    {
        ["input_ids"] = randint(0, Vocabulary, [rows, length], dtype: int64),
        ["token_mask"] = TokenMask(rows, length, dtype ?? float32),
        ["sample_mask"] = ones([rows], dtype: dtype ?? float32),
    };

    public static Tensor Logits(long rows, long length, ScalarType? dtype = null) =>
        randn([rows, length, Vocabulary], dtype: dtype ?? float32).requires_grad_();

    public static Tensor Rewards(long rows, long length, ScalarType? dtype = null) =>
        randn([rows], dtype: dtype ?? float32).requires_grad_();

    /// <summary>Some rows of a batch.</summary>
    public static BatchedDataDict Rows(BatchedDataDict batch, long begin, long length)
    {
        var entries = batch.Select(entry => KeyValuePair.Create(entry.Key, (object?)((Tensor)entry.Value!).narrow(0, begin, length)));
        return (BatchedDataDict)Activator.CreateInstance(batch.GetType(), entries)!;
    }

    /// <summary>The batch with its floating-point tensors in another type.</summary>
    public static BatchedDataDict To(BatchedDataDict batch, ScalarType dtype)
    {
        var entries = batch.Select(entry => KeyValuePair.Create(
            entry.Key, (object?)(entry.Value is Tensor tensor && is_floating_point(tensor) ? tensor.to(dtype) : entry.Value)));
        return (BatchedDataDict)Activator.CreateInstance(batch.GetType(), entries)!;
    }

    // About uniform over the vocabulary, so that ratios stay near 1 and every branch is visited.
    private static Tensor Logprobs(long rows, long length, ScalarType dtype) =>
        randn([rows, length], dtype: dtype) * 0.3 - 2;

    private static Tensor TokenMask(long rows, long length, ScalarType dtype) =>
        (rand([rows, length]) < 0.7).to(dtype);
}
