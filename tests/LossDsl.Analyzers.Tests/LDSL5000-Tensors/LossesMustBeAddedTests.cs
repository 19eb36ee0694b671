using LossDsl.Analyzers.Tensors;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Tensors;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tests.Tensors;

public sealed class LossesMustBeAddedTests() : FixTest<LossArithmeticMustBeSound, MicrobatchAverageFix>("LDSL5002")
{
    [Fact]
    public Task Losses_add_up() => Reports(
        DiagnosticSeverity.Warning,
        Training.Loop("""
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            ([|value / accumulationSteps|]).backward();
            """),
        "The loss is already divided by the counts of the whole step, so the losses of microbatches add up: dividing by accumulationSteps shrinks the gradient");

    [Theory]
    [InlineData("([|loss.Compute(model(micro.InputIds), micro, totals).Loss / 4|]).backward();")]
    [InlineData("[|loss.Compute(model(micro.InputIds), micro, totals).Loss.div(accumulationSteps)|].backward();")]
    [InlineData("var result = loss.Compute(model(micro.InputIds), micro, totals); ([|result.Loss / (double)accumulationSteps|]).backward();")]
    [InlineData("var (value, _) = loss.Compute(model(micro.InputIds), micro, totals); var mean = [|value / accumulationSteps|]; mean.backward();")]
    [InlineData("var value = loss.Compute(model(micro.InputIds), micro, totals).Loss; ([|value / 2.0|]).backward();")]
    [InlineData("var (value, _) = loss.Compute(model(micro.InputIds), micro, totals); [|value /= accumulationSteps|]; value.backward();")]
    public Task However_it_is_divided(string body) => Reports(DiagnosticSeverity.Warning, Training.Loop(body));

    [Theory]
    [InlineData("var (value, _) = loss.Compute(model(micro.InputIds), micro, totals); value.backward(); var shown = value / accumulationSteps;")]
    [InlineData("var (value, _) = loss.Compute(model(micro.InputIds), micro, totals); (value / temperature).backward();")]
    [InlineData("var (value, _) = loss.Compute(model(micro.InputIds), micro, totals); (value * accumulationSteps).backward();")]
    [InlineData("var (value, _) = loss.Compute(model(micro.InputIds), micro, totals); (value / 1).backward();")]
    [InlineData("var mine = model(micro.InputIds).sum(); (mine / accumulationSteps).backward();")]
    public Task Silent_where_no_count_divides_the_gradient(string body) => ReportsNothing(Training.Loop(body));

    [Fact]
    public Task Silent_outside_of_loops() =>
        ReportsNothing(Training.Step("(loss.Compute(model(batch.InputIds), batch, totals).Loss / 2).backward();"));

    [Fact]
    public Task Fix_removes_the_division() => Fixes(
        Training.Loop("""
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            (value / accumulationSteps).backward(); // a comment
            loss.Compute(model(micro.InputIds), micro, totals).Loss.div(4).backward();
            var (other, _) = loss.Compute(model(micro.InputIds), micro, totals);
            other /= accumulationSteps;
            other.backward();
            """),
        Training.Loop("""
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            value.backward(); // a comment
            loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();
            var (other, _) = loss.Compute(model(micro.InputIds), micro, totals);
            other.backward();
            """));

    [Fact]
    public Task Fix_takes_the_sum_and_drops_statements_in_place() => Fixes(
        Training.Step("""
            var losses = new List<Tensor>();
            foreach (var micro in batch.Microbatches(8))
            {
                var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
                losses.Add(value);
                var (other, _) = loss.Compute(model(micro.InputIds), micro, totals);
                other.div_(accumulationSteps);
                other.backward();
                var (third, _) = loss.Compute(model(micro.InputIds), micro, totals);
                ((1.0 / accumulationSteps) * third).backward();
            }

            stack(losses).mean().backward();
            """),
        Training.Step("""
            var losses = new List<Tensor>();
            foreach (var micro in batch.Microbatches(8))
            {
                var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
                losses.Add(value);
                var (other, _) = loss.Compute(model(micro.InputIds), micro, totals);
                other.backward();
                var (third, _) = loss.Compute(model(micro.InputIds), micro, totals);
                third.backward();
            }

            stack(losses).sum().backward();
            """));

    [Fact]
    public Task No_fix_of_a_helper_that_others_may_call() => OffersNoFix(Training.Step(
        "foreach (var micro in batch.Microbatches(8)) Scaled(loss.Compute(model(micro.InputIds), micro, totals).Loss, accumulationSteps).backward();",
        "static Tensor Scaled(Tensor value, int count) => value / count;"));
}
