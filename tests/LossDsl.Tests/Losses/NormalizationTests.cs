namespace LossDsl.Tests.Losses;

public sealed class NormalizationTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Counts_the_predictions_that_both_masks_let_through()
    {
        var batch = Batch.Nll(3, 4);
        batch["token_mask"] = tensor(new float[] { 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 3, 4);
        batch["sample_mask"] = tensor(new float[] { 1, 0.5f, 0 });

        var totals = GlobalNormalization.FromBatch(batch);

        Assert.Equal(1.5, totals.ValidSequences!.item<double>());
        Assert.Equal(2 + 0.5 * 3, totals.ValidTokens!.item<double>());
    }

    [Fact]
    public void A_count_that_the_loss_needs_is_asked_for_by_name()
    {
        var batch = Batch.ClippedPG(2, 4);
        var sequenceLevel = new ClippedPGLossFn(Subject.Ppo with { TokenLevelLoss = false });

        var exception = Assert.Throws<ArgumentException>(
            () => sequenceLevel.Compute(Batch.Logits(2, 4), batch, new GlobalNormalization(null, tensor(8f))));

        Assert.StartsWith("global_valid_seqs is null, but ClippedPGLossFn divides by it", exception.Message);
    }

    [Fact]
    public void A_count_is_one_number()
    {
        var batch = Batch.Nll(2, 4);

        var exception = Assert.Throws<ArgumentException>(
            () => new NLLLoss().Compute(Batch.Logits(2, 4), batch, new GlobalNormalization(null, ones(2))));

        Assert.StartsWith("global_valid_toks must be one number, got [2]", exception.Message);
    }

    [Fact]
    public void Only_the_result_leaves_the_scope_of_a_loss()
    {
        using var scope = NewDisposeScope();
        var batch = Batch.ClippedPG(2, 4);
        var totals = GlobalNormalization.FromBatch(batch);
        var logits = Batch.Logits(2, 4);
        var loss = new ClippedPGLossFn(Subject.Everything);
        var (inScope, before) = (scope.DisposablesCount, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        // Tensors that are saved for backward belong to the graph, and are freed with it.
        using (loss.Compute(logits, batch, totals))
            Assert.Equal(inScope + 2, scope.DisposablesCount);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
