namespace LossDsl.Tests.Losses;

public sealed class EntropyTests
{
    [Fact]
    public void A_token_of_probability_zero_adds_nothing_to_the_entropy()
    {
        using var scope = NewDisposeScope();
        var batch = Batch.ClippedPG(1, 3);
        batch["input_ids"] = tensor(new long[] { 0, 1, 2 }, 1, 3);
        batch["token_mask"] = ones(1, 3);
        batch["generation_logprobs"] = full([1, 3], -Math.Log(2));
        var logits = full([1, 3, Batch.Vocabulary], double.NegativeInfinity, dtype: float32);
        // The first prediction gives half to token 0 and half to token 3: its target, token 1, has probability 0.
        logits[0, 0, 0] = tensor(0f);
        logits[0, 0, 3] = tensor(0f);
        // The second gives half to its target.
        logits[0, 1, 2] = tensor(0f);
        logits[0, 1, 3] = tensor(0f);
        logits[0, 2] = tensor(0f);

        using var result = new ClippedPGLossFn(Subject.Ppo).Compute(logits, batch, GlobalNormalization.FromBatch(batch));

        // -(1/2) / (1/2) * log(1/2), over two tokens.
        Assert.Equal(Math.Log(2) / 2, result.Metrics.Read()["approx_entropy"], tolerance: 1e-6);
    }
}
