using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training;

public class StepRecordTests
{
    [Fact]
    public void A_line_is_flat_and_reads_back()
    {
        var record = new StepRecord("grpo", 3, new Dictionary<string, double> { ["loss"] = 0.1, ["odd"] = double.NaN });

        var line = record.ToJsonLine();

        Assert.Equal("""{"phase":"grpo","step":3,"loss":0.1,"odd":"NaN"}""", line);
        Assert.Equal(line, StepRecord.Parse(line).ToJsonLine());
    }

    [Fact]
    public void Seeds_differ_by_run_phase_and_step()
    {
        long[] seeds =
        [
            StepSeed.Derive(1, "sft", 0), StepSeed.Derive(2, "sft", 0), StepSeed.Derive(1, "grpo", 0), StepSeed.Derive(1, "sft", 1),
        ];

        Assert.Equal(4, seeds.Distinct().Count());
        Assert.All(seeds, seed => Assert.True(seed >= 0));
        Assert.Equal(seeds[0], StepSeed.Derive(1, "sft", 0));
    }
}
