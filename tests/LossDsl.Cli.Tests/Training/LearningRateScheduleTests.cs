using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training;

public class LearningRateScheduleTests
{
    [Fact]
    public void It_rises_to_its_peak_and_falls_to_a_tenth()
    {
        double[] rates = [.. Enumerable.Range(0, 200).Select(step => LearningRateSchedule.GetFactor(step, 200))];

        Assert.Equal(0.1, rates[0], 1e-9);
        Assert.Equal(1, rates.Max(), 1e-9);
        Assert.Equal(1, rates[9], 1e-9);
        Assert.Equal(0.1, rates[^1], 1e-3);
        Assert.Equal(rates[10..].OrderDescending(), rates[10..]);
    }

    [Fact]
    public void A_single_step_has_the_peak() => Assert.Equal(1, LearningRateSchedule.GetFactor(0, 1));
}
