using LossDsl.Bench;

namespace LossDsl.Bench.Tests;

/// <summary>Not in parallel with other tests, since the memory of the whole process is measured.</summary>
[Collection(nameof(PeakMemoryTests))]
[CollectionDefinition(nameof(PeakMemoryTests), DisableParallelization = true)]
public sealed class PeakMemoryTests
{
    [Fact]
    public void Memory_that_is_gone_at_the_end_is_seen_at_its_peak()
    {
        const int Megabyte = 1 << 20;
        var bytes = PeakMemory.Measure(() =>
        {
            using var large = ones([64, Megabyte / 4]);
        });

        Assert.SkipWhen(bytes is null, "the peak cannot be reset here");
        Assert.InRange(bytes.Value, 60L * Megabyte, 90L * Megabyte);
    }
}
