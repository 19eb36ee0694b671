using LossDsl.Goldens;
using LossDsl.Goldens.Files;

namespace LossDsl.Parity.Tests;

/// <summary>A case does not leak, so that files of any length can be evaluated.</summary>
public sealed class LeakTests
{
    [Theory]
    [InlineData("microbatch")]
    [InlineData("utils")]
    [InlineData("errors")]
    [InlineData("quirks")]
    public void A_family_leaves_no_tensor(string family)
    {
        var statistics = DisposeScopeManager.Statistics.TensorStatistics;
        var before = statistics.ThreadTotalLiveCount;
        foreach (var golden in GoldenFile.Read(Path.Combine(AppContext.BaseDirectory, "Goldens", family + ".jsonl.gz")))
            Evaluator.Run(golden);
        Assert.Equal(before, statistics.ThreadTotalLiveCount);
    }
}
