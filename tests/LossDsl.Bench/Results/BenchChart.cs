using LossDsl.Cli.Drawing;

namespace LossDsl.Bench;

/// <summary>
/// A bar chart of the single-threaded times, relative to ours. Each row is a group with its own time unit, so that times from
/// milliseconds to seconds fit into one chart.
/// </summary>
internal static class BenchChart
{
    private const double Width = 1000;
    private const double Margin = 32;
    private const double LabelRoom = 250;
    private const double NumberRoom = 120;
    private const double Top = 108;
    private const double BarHeight = 11;
    private const double BarGap = 3;
    private const double GroupGap = 20;
    private const double Small = 0.75;

    private static readonly (string Contender, string Title, string Style)[] Bars =
    [
        (ContenderNames.Limit, "memory limit", "limit"), (ContenderNames.Ours, "LossDsl", "main"), (ContenderNames.OperatorsTuned, "TorchSharp's operators, tuned allocator", "second"),
        (ContenderNames.Operators, "TorchSharp's operators", "third"), (ContenderNames.Python, "Python's PyTorch", "quiet"),
    ];

    private static double Room => Width - 2 * Margin - LabelRoom - NumberRoom;

    public static string Draw(BenchReport report)
    {
        var rows = report.Rows.Where(row => row.Threads == 1 && row[ContenderNames.Ours] is not null).ToList();
        var svg = new SvgWriter();
        var heading = "Time of a loss and its gradient, LossDsl = 1";
        svg.AddText("heading", Margin, 44, heading);
        svg.AddText("lead", Margin, 66, Lead(report));
        Legend(svg);

        var longest = rows.SelectMany(row => Bars.Select(bar => row.Ratio(bar.Contender, ContenderNames.Ours) ?? 0)).DefaultIfEmpty(1).Max();
        var (_, high, step) = AxisTicks.ComputeRange(0, Math.Max(2, longest), 6);
        var (left, top) = (Margin + LabelRoom, Top + 24);
        var bottom = top + rows.Sum(row => Height(row) + GroupGap);
        foreach (var tick in AxisTicks.Enumerate(0, high, step))
        {
            var x = left + Room * tick / high;
            svg.AddLine("grid", x, top - 6, x, bottom);
            svg.AddText("tick", x, bottom + 16, $"{AxisTicks.FormatLabel(tick, step)}×", "middle");
        }

        foreach (var row in rows)
            top = Group(svg, row, left, top, high);
        return svg.ToDocument(Width, bottom + 36, heading, ChartStyle.Sheet);
    }

    private static string Lead(BenchReport report) => string.Join("  ·  ",
    [
        "one thread",
        .. report.Machine.Where(fact => fact.Key is "cpu" or "simd").Select(fact => fact.Value),
        .. report.Machine.Where(fact => fact.Key is "libtorch").Select(fact => $"libtorch {fact.Value}"),
    ]);

    private static void Legend(SvgWriter svg)
    {
        var x = Margin;
        foreach (var (_, title, style) in Bars)
        {
            svg.AddBar($"{style} bar", x, Top - 20, BarHeight, BarHeight);
            svg.AddText("tick", x + BarHeight + 6, Top - 10.5, title);
            x += BarHeight + 30 + 6.2 * title.Length;
        }
    }

    private static double Group(SvgWriter svg, BenchRow row, double left, double top, double high)
    {
        svg.AddText("title", left - 12, top + 10, row.Case, "end");
        svg.AddText("tick", left - 12, top + 26, row.What, "end");
        foreach (var (contender, _, style) in Bars.Where(bar => row[bar.Contender] is not null))
        {
            var ratio = row.Ratio(contender, ContenderNames.Ours)!.Value;
            var length = Math.Max(Small, Room * ratio / high);
            svg.AddBar($"{style} bar", left, top, length, BarHeight);
            svg.AddText("tick", left + length + 6, top + 9.5, $"{QuantityFormatter.FormatMilliseconds(row[contender]!.Median)} ms"
                + (contender == ContenderNames.Ours ? "" : $", {QuantityFormatter.FormatRatio(ratio)}×"));
            top += BarHeight + BarGap;
        }

        return top + GroupGap;
    }

    private static double Height(BenchRow row) => Bars.Count(bar => row[bar.Contender] is not null) * (BarHeight + BarGap);
}
