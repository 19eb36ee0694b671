using LossDsl.Analyzers.Tensors;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Tensors;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tests.Tensors;

public sealed class CountsMustBeOfTheStepTests() : FixTest<LossArithmeticMustBeSound, LocalNormalizationFix>("LDSL5004")
{
    [Fact]
    public Task The_counts_of_a_microbatch_are_not_those_of_the_step() => Reports(
        DiagnosticSeverity.Warning,
        Training.Loop("""
            var (value, _) = loss.Compute(model(micro.InputIds), micro, GlobalNormalization.FromBatch([|micro|]));
            value.backward();
            """),
        "These are the counts of the microbatch 'micro': the losses of the step then weigh a token by its microbatch; count the whole batch");

    [Fact]
    public Task Batches_of_keys_and_budgets_of_tokens_count() => Reports(
        DiagnosticSeverity.Warning,
        Training.Step("""
            foreach (var micro in carried.MicrobatchesByTokens(2048))
            {
                var local = GlobalNormalization.FromBatch([|micro|]);
                loss.Compute(model(micro.GetTensor("input_ids")), micro, local).Loss.backward();
            }
            """));

    [Theory]
    [InlineData("var (value, _) = loss.Compute(model(micro.InputIds), micro, GlobalNormalization.FromBatch(batch)); value.backward();")]
    [InlineData("var (value, _) = loss.Compute(model(micro.InputIds), micro, totals); value.backward();")]
    [InlineData("metrics.Add(loss.Compute(model(micro.InputIds), micro, GlobalNormalization.FromBatch(micro)).Metrics);")]
    [InlineData("optimizer.zero_grad(); loss.Compute(model(micro.InputIds), micro, GlobalNormalization.FromBatch(micro)).Loss.backward(); optimizer.step();")]
    [InlineData("""
        var part = GlobalNormalization.FromBatch(micro);
        foreach (var piece in micro.Microbatches(2))
            loss.Compute(model(piece.InputIds), piece, part).Loss.backward();
        optimizer.step();
        """)]
    public Task Silent_where_the_step_is_counted_or_the_part_is_a_step(string body) => ReportsNothing(Training.Loop(body));

    [Fact]
    public Task Fix_counts_what_is_cut() => Fixes(
        Training.Loop("loss.Compute(model(micro.InputIds), micro, GlobalNormalization.FromBatch(/* all */ micro)).Loss.backward();"),
        Training.Loop("loss.Compute(model(micro.InputIds), micro, GlobalNormalization.FromBatch(/* all */ batch)).Loss.backward();"));

    [Fact]
    public Task No_fix_where_no_name_says_what_is_cut() => OffersNoFix(Training.Step("""
        foreach (var micro in batch.Slice(0, 64).Microbatches(8))
            loss.Compute(model(micro.InputIds), micro, GlobalNormalization.FromBatch(micro)).Loss.backward();
        """));
}
