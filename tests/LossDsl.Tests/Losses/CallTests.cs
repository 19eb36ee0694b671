namespace LossDsl.Tests.Losses;

/// <summary>The ways to call a loss.</summary>
public sealed class CallTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // There are two overloads for batches; a target-typed new() selects the record.
    [Fact]
    public void A_batch_can_be_written_at_the_call()
    {
        var (logits, batch) = (Batch.Logits(2, 4), Batch.Nll(2, 4).Bind());
        var totals = GlobalNormalization.FromBatch(batch);
        ILossFunction<NLLLossDataDict, NLLMetrics> loss = new NLLLoss();
        var expected = loss.Compute(logits, batch, totals).Loss.item<float>();

        foreach (var any in new[] { loss, loss.AsPacked(tensor(new long[] { 0, 4, 8 })) })
        {
            var output = ReferenceEquals(any, loss) ? logits : logits.view(1, 8, Batch.Vocabulary);
            var value = any.Compute(
                output, new() { InputIds = batch.InputIds, TokenMask = batch.TokenMask, SampleMask = batch.SampleMask }, totals).Loss;
            Assert.Equal(expected, value.item<float>(), 1e-6);
        }

        Assert.Equal(expected, new NLLLoss().Compute(
            logits, new() { InputIds = batch.InputIds, TokenMask = batch.TokenMask, SampleMask = batch.SampleMask }, totals).Loss.item<float>());
    }

    [Fact]
    public void Nothing_may_be_null()
    {
        var batch = Batch.Nll(2, 4);
        var totals = GlobalNormalization.FromBatch(batch);
        Tensor? none = null;

        Assert.Equal("output", Assert.Throws<ArgumentNullException>(() => new NLLLoss().Compute(none!, batch, totals)).ParamName);
        Assert.Equal("data", Assert.Throws<ArgumentNullException>(
            () => new NLLLoss().Compute(Batch.Logits(2, 4), (NLLLossDataDict)null!, totals)).ParamName);
        Assert.Equal("totals", Assert.Throws<ArgumentNullException>(
            () => new NLLLoss().Compute(Batch.Logits(2, 4), batch, null!)).ParamName);
    }

    [Fact]
    public void Disposing_a_result_frees_its_loss_and_its_metrics()
    {
        var batch = Batch.Nll(2, 4);
        var result = new NLLLoss().Compute(Batch.Logits(2, 4), batch, GlobalNormalization.FromBatch(batch));
        result.Dispose();
        Assert.True(result.Loss.IsInvalid);
        Assert.True(result.Metrics.Values.IsInvalid);
    }
}
