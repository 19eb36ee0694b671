using LossDsl.Tests.Losses;

namespace LossDsl.Tests.Parallel;

/// <summary>Losses, gradients and metrics of processes that split the rows of a step add up to those of the whole step.</summary>
public sealed class DataParallelTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Counts_and_metrics_are_those_of_all_rows()
    {
        manual_seed(41);
        var (logits, batch) = (Batch.Logits(5, 6, float64), Batch.ClippedPG(5, 6, float64).Bind());
        var loss = new ClippedPGLossFn(Subject.Everything with { TokenLevelLoss = false });
        var whole = loss.Compute(logits, batch, GlobalNormalization.FromBatch(batch));
        var expected = whole.Metrics.Read();

        var ranks = ThreadedProcessGroup.Run(2, processes =>
        {
            using var scope = NewDisposeScope();
            var (begin, end) = processes.Rank == 0 ? (0, 3) : (3, 5);
            var own = batch.Slice(begin, end);
            using var metrics = new MetricsAccumulator<ClippedPGMetrics>();
            var totals = GlobalNormalization.FromBatch(own, processes);
            foreach (var micro in own.Microbatches(rows: 2))
            {
                var rows = logits.detach().narrow(0, begin, end - begin);
                metrics.Add(loss.Compute(rows.narrow(0, 0, micro.Rows), micro, totals).Metrics);
                begin += (int)micro.Rows;
            }

            return metrics.Read(processes).ToDictionary();
        });

        Assert.All(ranks, own => Assert.All(expected, metric => Assert.Equal(metric.Value, own[metric.Key], 1e-12)));
    }
}
