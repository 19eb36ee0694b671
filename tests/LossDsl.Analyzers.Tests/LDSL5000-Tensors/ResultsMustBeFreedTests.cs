using LossDsl.Analyzers.Tensors;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Tensors;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tests.Tensors;

public sealed class ResultsMustBeFreedTests : FixTest<ResultsMustBeFreed, UnscopedResultFix>
{
    private static string Unscoped(string body) => Training.Step($$"""
        Tensor? last = null; Tensor total = zeros(1); var all = new List<Tensor>(); double sum = 0;
        using var metrics = new MetricsAccumulator<NLLMetrics>();
        while (accumulationSteps-- > 0)
        {
            foreach (var micro in batch.Microbatches(8))
            {
                {{body}}
            }

            optimizer.step();
        }
        """);

    [Fact]
    public Task What_a_loop_makes_it_must_free() => Reports(
        DiagnosticSeverity.Warning,
        Unscoped("""
            var (value, measured) = loss.[|Compute|](model(micro.InputIds), micro, totals);
            value.backward();
            metrics.Add(measured);
            """),
        "Nothing frees this loss, its graph and its metrics: open a dispose scope in the loop");

    [Theory]
    [InlineData("loss.[|Compute|](model(micro.InputIds), micro, totals).Loss.backward();")]
    [InlineData("loss.[|Compute|](model(micro.InputIds), micro, totals);")]
    [InlineData("var result = loss.[|Compute|](model(micro.InputIds), micro, totals); result.Loss.backward(); metrics.Add(result.Metrics);")]
    [InlineData("var (value, _) = loss.[|Compute|](model(micro.InputIds), micro, totals); sum += value.item<double>(); (value / 2).backward();")]
    [InlineData("using (NewDisposeScopeNot()) { } for (;;) loss.[|Compute|](model(micro.InputIds), micro, totals).Loss.backward();")]
    public Task However_it_is_lost(string body) => Reports(
        DiagnosticSeverity.Warning, Unscoped(body.Replace("NewDisposeScopeNot()", "new System.IO.MemoryStream()")));

    [Theory]
    [InlineData("using var scope = NewDisposeScope(); loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();")]
    [InlineData("using (NewDisposeScope()) loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();")]
    [InlineData("var scope = NewDisposeScope(); try { loss.Compute(model(micro.InputIds), micro, totals).Loss.backward(); } finally { scope.Dispose(); }")]
    [InlineData("using var result = loss.Compute(model(micro.InputIds), micro, totals); result.Loss.backward();")]
    [InlineData("var result = loss.Compute(model(micro.InputIds), micro, totals); result.Loss.backward(); result.Dispose();")]
    [InlineData("var (value, measured) = loss.Compute(model(micro.InputIds), micro, totals); value.backward(); value.Dispose(); measured.Dispose();")]
    [InlineData("var (value, _) = loss.Compute(model(micro.InputIds), micro, totals); all.Add(value);")]
    [InlineData("var (value, _) = loss.Compute(model(micro.InputIds), micro, totals); last = value;")]
    [InlineData("var result = loss.Compute(model(micro.InputIds), micro, totals); Console.WriteLine(result);")]
    [InlineData("Action later = () => loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();")]
    public Task Silent_where_it_is_freed_or_kept(string body) => ReportsNothing(Unscoped(body));

    [Fact]
    public Task Silent_outside_of_loops_and_where_a_scope_is_open_around_them()
    {
        var outside = Training.Step("loss.Compute(model(batch.InputIds), batch, totals).Loss.backward();");
        return Task.WhenAll(ReportsNothing(outside), ReportsNothing(Training.Loop("loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();")));
    }

    [Fact]
    public Task Silent_where_a_caller_may_have_a_scope_that_ends_with_the_step() => ReportsNothing(Training.Step(
        "foreach (var micro in batch.Microbatches(8)) loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();"));

    [Fact]
    public Task A_scope_around_all_steps_frees_too_late() => Reports(
        DiagnosticSeverity.Warning,
        Training.Step("""
            using var scope = NewDisposeScope();
            for (; ; optimizer.zero_grad())
            {
                loss.[|Compute|](model(batch.InputIds), batch, totals).Loss.backward();
                optimizer.step();
            }
            """));

    [Fact]
    public Task Nobody_calls_the_entry_with_a_scope() => Reports(
        DiagnosticSeverity.Warning,
        """
        static class Program
        {
            static NLLLossDataDict Batch => null!;

            static void Main()
            {
                for (var i = 0; i < 10; i++)
                    new NLLLoss().[|Compute|](zeros(1), Batch, GlobalNormalization.FromBatch(Batch));
            }
        }
        """);

    [Fact]
    public Task Fix_opens_one_scope() => Fixes(
        Unscoped("""
            var (value, measured) = loss.Compute(model(micro.InputIds), micro, totals);
            value.backward();
            loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();
            """),
        Unscoped("""
            using var scope = NewDisposeScope();
                    var (value, measured) = loss.Compute(model(micro.InputIds), micro, totals);
            value.backward();
            loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();
            """));

    [Theory]
    [InlineData("var (value, _) = loss.Compute(model(micro.InputIds), micro, totals); total += value;")]
    [InlineData("loss.Compute(model(micro.InputIds), micro, totals).Loss.backward(); all.Add(micro.InputIds);")]
    public Task No_fix_where_a_tensor_outlives_the_iteration(string body) => OffersNoFix(Unscoped(body));
}
