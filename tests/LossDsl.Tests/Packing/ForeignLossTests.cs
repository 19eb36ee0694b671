using LossDsl.Tests.DataDicts;
using LossDsl.Tests.Losses;

namespace LossDsl.Tests.Packing;

/// <summary>A loss that only implements the interface is called for one sequence, or one pair, at a time.</summary>
public sealed class ForeignLossTests : IDisposable
{
    private static readonly Pack Pack = new([3, 2, 4, 5], [1, 0, 2, 0]);

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void One_sequence_after_another()
    {
        manual_seed(3);
        var (logits, batch) = (Batch.Logits(4, 5), Batch.Nll(4, 5));
        batch["token_mask"] = Pack.Owned(5).to(float32);
        var totals = GlobalNormalization.FromBatch(batch);
        var foreign = new Foreign<NLLLossDataDict, NLLMetrics>(new NLLLoss());

        var packed = Outcome.From(foreign.AsPacked(Pack.CuSeqlens(), Pack.CuSeqlensPadded())
            .Compute(Pack.Of(logits, double.NaN), batch, totals), logits);

        packed.IsNear(Outcome.From(new NLLLoss().Compute(logits, batch, totals), logits), float32);
        Assert.Equal(["1 row of 3", "1 row of 2", "1 row of 4", "1 row of 5"], foreign.Calls);
    }

    [Fact]
    public void One_pair_after_another()
    {
        manual_seed(3);
        var (logits, batch) = (Batch.Logits(4, 5), Batch.Dpo(4, 5));
        batch["token_mask"] = Pack.Owned(5).to(float32);
        var totals = GlobalNormalization.FromBatch(batch);
        var dpo = new DPOLossFn(Subject.PlainDpo);
        var foreign = new Foreign<DPOLossDataDict, DPOMetrics>(dpo);

        var packed = Outcome.From(foreign.AsPacked(Pack.CuSeqlens(), Pack.CuSeqlensPadded())
            .Compute(Pack.Of(logits, double.NaN), batch.Bind(), totals), logits);

        packed.IsNear(Outcome.From(dpo.Compute(logits, batch, totals), logits), float32);
        Assert.Equal(["2 row of 3", "2 row of 5"], foreign.Calls);
    }

    [Fact]
    public void One_value_a_row_stays_one_value_a_row()
    {
        manual_seed(3);
        var (logits, batch) = (Batch.Logits(4, 5), Batch.Nll(4, 5));
        batch["token_mask"] = Pack.Owned(5).to(float32);
        var totals = GlobalNormalization.FromBatch(batch);
        var loss = new NLLLoss(dpoLoss: true);

        var result = new Foreign<NLLLossDataDict, NLLMetrics>(loss).AsPacked(Pack.CuSeqlens(), Pack.CuSeqlensPadded())
            .Compute(Pack.Of(logits, double.NaN), batch, totals);

        Assert.True(result.Loss.allclose(loss.Compute(logits, batch, totals).Loss));
    }

    [Fact]
    public void Logits_of_another_number_of_positions_are_refused()
    {
        var batch = Batch.Nll(4, 5);
        var packed = new Foreign<NLLLossDataDict, NLLMetrics>(new NLLLoss()).AsPacked(Pack.CuSeqlens(), Pack.CuSeqlensPadded());
        var error = Assert.Throws<ArgumentException>(
            () => packed.Compute(Batch.Logits(1, 16), batch, GlobalNormalization.FromBatch(batch)));
        Assert.Contains("expected one packed row [1, 17, ...] as the cumulative lengths say, got [1, 16, 7]", error.Message);
    }

    [Fact]
    public void Nothing_may_be_null()
    {
        var (logits, batch) = (Batch.Logits(1, 17), Batch.Nll(4, 5));
        var totals = GlobalNormalization.FromBatch(batch);
        var foreign = new Foreign<NLLLossDataDict, NLLMetrics>(new NLLLoss());
        foreach (var packed in new[] { foreign.AsPacked(Pack.CuSeqlens(), Pack.CuSeqlensPadded()), new NLLLoss().AsPacked(Pack.CuSeqlens(), Pack.CuSeqlensPadded()) })
        {
            Refuses("output", () => packed.Compute(null!, batch, totals));
            Refuses("output", () => packed.Compute(null!, batch.Bind(), totals));
            Refuses("data", () => packed.Compute(logits, (BatchedDataDict<NLLLossDataDict>)null!, totals));
            Refuses("data", () => packed.Compute(logits, (NLLLossDataDict)null!, totals));
            Refuses("totals", () => packed.Compute(logits, batch, null!));
            Refuses("totals", () => packed.Compute(logits, batch.Bind(), null!));
            Refuses("data", () => packed.ComputeTotals((BatchedDataDict<NLLLossDataDict>)null!));
            Refuses("data", () => packed.ComputeTotals((NLLLossDataDict)null!));
        }

        Refuses("lossFn", () => ((ILossFunction<NLLLossDataDict, NLLMetrics>)null!).AsPacked(Pack.CuSeqlens()));
        Assert.Empty(foreign.Calls);

        static void Refuses(string name, Func<object> call) => Assert.Equal(name, Assert.Throws<ArgumentNullException>(call).ParamName);
    }

    [Fact]
    public void A_batch_without_masks_has_no_counts()
    {
        var data = Conditional.Bind(new BatchedDataDict { ["input_ids"] = ones([2, 3], dtype: int64) });
        var packed = new ConditionalLoss(new ConditionalConfig()).AsPacked(tensor(new long[] { 0, 3, 6 }));
        Assert.Equal(
            "Conditional is not an IMaskedBatch, so its valid tokens are unknown",
            Assert.Throws<NotSupportedException>(() => packed.ComputeTotals(data)).Message);
    }

    private sealed class Foreign<TData, TMetrics>(ILossFunction<TData, TMetrics> loss) : ILossFunction<TData, TMetrics>
        where TData : class, IDataDict<TData>
        where TMetrics : class, ILossMetrics<TMetrics>
    {
        public List<string> Calls { get; } = [];

        public LossResult<TMetrics> Compute(ModelOutput output, TData data, GlobalNormalization totals)
        {
            Calls.Add($"{output.ToLogits().size(0)} row of {output.ToLogits().size(1)}");
            return loss.Compute(output, data, totals);
        }

        public LossResult<TMetrics> Compute(ModelOutput output, BatchedDataDict<TData> data, GlobalNormalization totals) =>
            Compute(output, data.Bind(), totals);
    }
}
