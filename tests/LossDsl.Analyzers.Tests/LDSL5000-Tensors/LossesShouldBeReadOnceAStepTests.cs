using LossDsl.Analyzers.Tensors;
using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tests.Tensors;

public sealed class LossesShouldBeReadOnceAStepTests : RuleTest<LossesShouldBeReadOnceAStep>
{
    [Theory]
    [InlineData("var (value, measured) = loss.Compute(model(micro.InputIds), micro, totals); value.backward(); Console.WriteLine(value.[|item<float>|]());", "item")]
    [InlineData("var result = loss.Compute(model(micro.InputIds), micro, totals); result.Loss.backward(); Console.WriteLine(result.Metrics.[|Read|]()[\"loss\"]);", "Read")]
    [InlineData("var (value, measured) = loss.Compute(model(micro.InputIds), micro, totals); value.backward(); metrics.Add(measured); _ = metrics.[|Read|]();", "Read")]
    public Task A_number_read_in_every_microbatch_is_a_stop(string body, string what) => Reports(
        DiagnosticSeverity.Info,
        Training.Loop(body),
        $"{what} waits for the device in every microbatch: add the metrics to a MetricsAccumulator and read that after the loop");

    [Theory]
    [InlineData("loss.Compute(model(micro.InputIds), micro, totals).Loss.backward(); } _ = metrics.Read(); {")]
    [InlineData("optimizer.zero_grad(); var (value, _) = loss.Compute(model(micro.InputIds), micro, totals); value.backward(); optimizer.step(); _ = value.item<float>();")]
    [InlineData("_ = loss.Compute(model(micro.InputIds), micro, totals).Metrics.Read();")]
    [InlineData("loss.Compute(model(micro.InputIds), micro, totals).Loss.backward(); var rows = micro.InputIds.size(0);")]
    public Task Silent_where_it_is_read_once_a_step(string body) => ReportsNothing(Training.Loop(body));
}
