using System.Xml.Linq;
using LossDsl.Cli.Drawing;
using LossDsl.Cli.Training;
using LossDsl.Cli.Training.Chart;

namespace LossDsl.Cli.Tests.Training;

public class ChartTests
{
    [Theory]
    [InlineData(0, 1, 4, 0, 1, 0.25)]
    [InlineData(1.93, 3.6, 4, 1.5, 4, 0.5)]
    [InlineData(-0.013, 0.021, 4, -0.02, 0.03, 0.01)]
    [InlineData(0, 1234, 4, 0, 1500, 500)]
    public void Axes_end_at_round_numbers(double least, double greatest, int most, double low, double high, double step)
    {
        var range = AxisTicks.ComputeRange(least, greatest, most);

        Assert.Equal(low, range.Low, 1e-9);
        Assert.Equal(high, range.High, 1e-9);
        Assert.Equal(step, range.Step, 1e-9);
    }

    [Fact]
    public void Measurements_that_are_all_the_same_have_an_axis_too()
    {
        var (low, high, _) = AxisTicks.ComputeRange(2, 2, 4);

        Assert.True(low < 2 && high > 2);
    }

    [Theory]
    [InlineData(0.25, 0.25, "0.25")]
    [InlineData(0.5, 0.25, "0.50")]
    [InlineData(2, 1, "2")]
    [InlineData(-0.02, 0.01, "−0.02")]
    [InlineData(-1e-17, 0.01, "0.00")]
    [InlineData(1500, 500, "1,500")]
    public void Ticks_have_the_decimals_that_their_distance_needs(double value, double step, string label) =>
        Assert.Equal(label, AxisTicks.FormatLabel(value, step));

    [Fact]
    public void A_trend_of_constant_measurements_is_that_constant() =>
        Assert.All(Smoothing.ApplyGaussian([3, 3, 3, 3], 2), value => Assert.Equal(3, value, 1e-12));

    [Fact]
    public void A_trend_keeps_a_straight_line_away_from_its_ends()
    {
        double[] line = [.. Enumerable.Range(0, 41).Select(i => (double)i)];

        Assert.Equal(20, Smoothing.ApplyGaussian(line, 3)[20], 1e-9);
    }

    [Fact]
    public void A_chart_is_one_well_formed_drawing_with_a_panel_for_what_was_measured()
    {
        StepRecord[] records =
        [
            .. Enumerable.Range(1, 30).Select(step => new StepRecord("sft", step, new Dictionary<string, double>
            {
                ["loss"] = 3.0 / step,
                ["sample_real"] = 0.1,
                ["sample_distinct"] = 0.9,
                ["sample_held_out"] = 0,
            })),
            new StepRecord("dpo", 1, new Dictionary<string, double> { ["accuracy"] = 0.75, ["reward_margin"] = -1 }),
            new StepRecord("grpo", 1, new Dictionary<string, double> { ["reward"] = 0.5, ["loss"] = double.NaN }),
        ];

        var drawing = XDocument.Parse(RunChart.Draw(records, TestRunStates.Create(after: "grpo, <odd> & name")));

        var texts = drawing.Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value).ToArray();
        Assert.Contains("Supervised loss", texts);
        Assert.Contains("Pairs told apart", texts);
        Assert.Contains("Reward margin", texts);
        Assert.Contains("Reward", texts);
        Assert.DoesNotContain("Preference loss", texts);
        Assert.DoesNotContain("Policy loss", texts);
        Assert.DoesNotContain("Entropy", texts);
        Assert.DoesNotContain("NaN", drawing.ToString());
    }
}
