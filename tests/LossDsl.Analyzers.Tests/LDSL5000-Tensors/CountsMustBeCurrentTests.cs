using LossDsl.Analyzers.Tensors;
using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tests.Tensors;

public sealed class CountsMustBeCurrentTests() : RuleTest<LossArithmeticMustBeSound>("LDSL5006")
{
    [Fact]
    public Task Rows_that_are_dropped_must_not_be_counted() => Reports(
        DiagnosticSeverity.Warning,
        Training.Step("""
            var counts = GlobalNormalization.FromBatch(batch);
            batch = batch.Select(batch.SampleMask.nonzero().squeeze(-1));
            loss.Compute(model(batch.InputIds), batch, [|counts|]).Loss.backward();
            """),
        "These counts were taken before rows were dropped (line 9), so the loss is divided by what it does not see: count the batch that the step sees");

    [Theory]
    [InlineData("var counts = GlobalNormalization.FromBatch(batch); var kept = batch.Slice(0, 2); loss.Compute(model(kept.InputIds), kept, [|counts|]).Loss.backward();")]
    [InlineData("var counts = GlobalNormalization.FromBatch(batch); var kept = batch.Select(0, 2); loss.Compute(model(kept.InputIds), kept, [|counts|]).Loss.backward();")]
    [InlineData("var counts = GlobalNormalization.FromBatch(batch); var twice = batch.Repeat(2); loss.Compute(model(twice.InputIds), twice, [|counts|]).Loss.backward();")]
    [InlineData("var counts = GlobalNormalization.FromBatch(carried); carried[\"sample_mask\"] = zeros(4); loss.Compute(model(batch.InputIds), carried, [|counts|]).Loss.backward();")]
    [InlineData("var counts = GlobalNormalization.FromBatch(batch); batch.SampleMask.mul_(0); loss.Compute(model(batch.InputIds), batch, [|counts|]).Loss.backward();")]
    [InlineData("""
        var counts = GlobalNormalization.FromBatch(batch);
        foreach (var mini in batch.Microbatches(8))
        {
            optimizer.zero_grad();
            loss.Compute(model(mini.InputIds), mini, [|counts|]).Loss.backward();
            optimizer.step();
        }
        """)]
    [InlineData("""
        var counts = GlobalNormalization.FromBatch(batch);
        var keep = new List<long>();
        for (var i = 0; i < batch.Rows; i++)
            if (i % 3 != 0)
                keep.Add(i);
        batch = batch.Select(keep.ToArray());
        foreach (var micro in batch.Microbatches(8))
            loss.Compute(model(micro.InputIds), micro, [|counts|]).Loss.backward();
        """)]
    public Task However_they_go(string body) => Reports(DiagnosticSeverity.Warning, Training.Step(body));

    [Theory]
    [InlineData("batch = batch.Slice(0, 2); var counts = GlobalNormalization.FromBatch(batch); loss.Compute(model(batch.InputIds), batch, counts).Loss.backward();")]
    [InlineData("var counts = GlobalNormalization.FromBatch(batch); batch = batch.Select(randperm(4)); loss.Compute(model(batch.InputIds), batch, counts).Loss.backward();")]
    [InlineData("var counts = GlobalNormalization.FromBatch(batch); batch = batch.To(CPU).SortByLength(); loss.Compute(model(batch.InputIds), batch, counts).Loss.backward();")]
    [InlineData("var counts = GlobalNormalization.FromBatch(batch); foreach (var micro in batch.Microbatches(8)) loss.Compute(model(micro.InputIds), micro, counts).Loss.backward();")]
    [InlineData("""
        var counts = GlobalNormalization.FromBatch(batch);
        var (a, b) = (batch.Slice(0, 2), batch.Slice(2, 4));
        loss.Compute(model(a.InputIds), a, counts).Loss.backward();
        loss.Compute(model(b.InputIds), b, counts).Loss.backward();
        """)]
    [InlineData("var counts = GlobalNormalization.FromBatch(batch); batch = batch.Chunk(2)[accumulationSteps]; loss.Compute(model(batch.InputIds), batch, counts).Loss.backward();")]
    public Task Silent_where_all_rows_get_their_turn(string body) => ReportsNothing(Training.Step(body));
}
