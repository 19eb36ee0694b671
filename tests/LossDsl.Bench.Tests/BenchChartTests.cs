using System.Globalization;
using System.Xml.Linq;
using LossDsl.Bench;

namespace LossDsl.Bench.Tests;

public sealed class BenchChartTests
{
    private readonly XElement _drawing = XDocument.Parse(BenchChart.Draw(Recorded.Sample)).Root!;

    [Fact]
    public void Each_measurement_is_a_bar_as_long_as_its_ratio()
    {
        double[] lengths = [.. Bars("main").Select(Length)];

        // The first bar of each color is the legend. Then there is one bar per row, all equally long: ours is the unit.
        Assert.Equal(4, lengths.Length);
        Assert.Equal(lengths[1], lengths[2], 0.02);
        Assert.Equal(lengths[1], lengths[3], 0.02);
        Assert.Equal(lengths[1] * 40, Length(Bars("quiet").ElementAt(2)), 0.2);
        Assert.Equal(3, Bars("limit").Count());
    }

    [Fact]
    public void Numbers_stand_beside_the_bars()
    {
        var texts = _drawing.Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value).ToList();

        Assert.Contains("6.25 ms", texts);
        Assert.Contains("250 ms, 40.0×", texts);
        Assert.Contains("gradient, fused over logits", texts);
        Assert.Contains("one thread  ·  Abacus <9>", texts);
    }

    private IEnumerable<XElement> Bars(string style) => _drawing.Descendants()
        .Where(element => element.Name.LocalName == "rect" && (string?)element.Attribute("class") == $"{style} bar");

    private static double Length(XElement bar) => double.Parse(bar.Attribute("width")!.Value, CultureInfo.InvariantCulture);
}
