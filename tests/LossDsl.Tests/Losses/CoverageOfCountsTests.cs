namespace LossDsl.Tests.Losses;

/// <summary>The counts of a step are at least those of each batch; smaller counts are refused.</summary>
public sealed class CoverageOfCountsTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<ScalarType> MaskTypes() => [float32, float64, int64, @bool];

    [Theory]
    [MemberData(nameof(MaskTypes))]
    public void Tokens_of_a_microbatch_are_not_those_of_the_batch(ScalarType type)
    {
        var batch = Batch.Nll(4, 5);
        (batch["token_mask"], batch["sample_mask"]) = (ones([4, 5], dtype: type), ones([4], dtype: type));
        var micro = batch.Bind().Slice(0, 2);
        var error = Assert.Throws<ArgumentException>(
            () => new NLLLoss().Compute(Batch.Logits(4, 5), batch, GlobalNormalization.FromBatch(micro)));
        Assert.StartsWith("global_valid_toks is 8, but the batch of this call alone counts 16: it must be that of the whole step",
            error.Message);
        new NLLLoss().Compute(Batch.Logits(2, 5), micro, GlobalNormalization.FromBatch(batch)).Dispose();
    }

    [Fact]
    public void Sequences_as_well()
    {
        var batch = Batch.Preference(4, 5);
        var error = Assert.Throws<ArgumentException>(() => new PreferenceLoss().Compute(
            Batch.Rewards(4, 5), batch, new GlobalNormalization(tensor(2f), null)));
        Assert.StartsWith("global_valid_seqs is 2, but the batch of this call alone counts 4", error.Message);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.1)]
    public void Fractions_that_float32_rounds_are_no_less(double weight)
    {
        var batch = Batch.Nll(8, 2000);
        batch["token_mask"] = full([8, 2000], weight, dtype: float32);
        var count = (8 * 1999 * (double)(float)weight).ToString("R");
        new NLLLoss().Compute(
            Batch.Logits(8, 2000), batch, new GlobalNormalization(null, tensor(float.Parse(count)))).Dispose();
    }

    // Weights may be any number except 0, and so may counts.
    [Theory]
    [InlineData(-1)]
    [InlineData(-1000)]
    public void Counts_of_negative_weights_cover_their_own_batch(double weight)
    {
        var batch = Batch.Nll(4, 5);
        (batch["token_mask"], batch["sample_mask"]) = (ones(4, 5), full([4], weight, dtype: float32));
        new NLLLoss().Compute(Batch.Logits(4, 5), batch, GlobalNormalization.FromBatch(batch)).Dispose();
    }

    // A count that a loss does not use is not validated.
    [Fact]
    public void A_count_that_is_not_needed_is_not_looked_at()
    {
        var batch = Batch.Preference(4, 5);
        new PreferenceLoss().Compute(Batch.Rewards(4, 5), batch, new GlobalNormalization(tensor(4f), tensor(0f))).Dispose();
    }
}
