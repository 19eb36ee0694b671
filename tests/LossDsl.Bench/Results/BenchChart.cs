using LossDsl.Cli.Drawing;

namespace LossDsl.Bench;

/// <summary>
/// The times of one thread as bars, in multiples of ours: a group a row, its own unit at its end, so that a millisecond
/// and a second stand in one drawing.
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
        (Names.Limit, "memory limit", "limit"), (Names.Ours, "LossDsl", "main"), (Names.OperatorsTuned, "TorchSharp's operators, tuned allocator", "second"),
        (Names.Operators, "TorchSharp's operators", "third"), (Names.Python, "Python's PyTorch", "quiet"),
    ];

    private static double Room => Width - 2 * Margin - LabelRoom - NumberRoom;

    /// <summary>Draws it.</summary>
    /// <param name="report">The report.</param>
    public static string Draw(BenchReport report)
    {
        var rows = report.Rows.Where(row => row.Threads == 1 && row[Names.Ours] is not null).ToList();
        var svg = new Svg();
        var heading = "Time of a loss and its gradient, LossDsl = 1";
        svg.Text("heading", Margin, 44, heading);
        svg.Text("lead", Margin, 66, Lead(report));
        Legend(svg);

        var longest = rows.SelectMany(row => Bars.Select(bar => row.Ratio(bar.Contender, Names.Ours) ?? 0)).DefaultIfEmpty(1).Max();
        var (_, high, step) = Ticks.Range(0, Math.Max(2, longest), 6);
        var (left, top) = (Margin + LabelRoom, Top + 24);
        var bottom = top + rows.Sum(row => Height(row) + GroupGap);
        foreach (var tick in Ticks.Of(0, high, step))
        {
            var x = left + Room * tick / high;
            svg.Line("grid", x, top - 6, x, bottom);
            svg.Text("tick", x, bottom + 16, $"{Ticks.Label(tick, step)}×", "middle");
        }

        foreach (var row in rows)
            top = Group(svg, row, left, top, high);
        return svg.Document(Width, bottom + 36, heading, ChartStyle.Sheet);
    }

    private static string Lead(BenchReport report) => string.Join("  ·  ",
    [
        "one thread",
        .. report.Machine.Where(fact => fact.Key is "cpu" or "simd").Select(fact => fact.Value),
        .. report.Machine.Where(fact => fact.Key is "libtorch").Select(fact => $"libtorch {fact.Value}"),
    ]);

    private static void Legend(Svg svg)
    {
        var x = Margin;
        foreach (var (_, title, style) in Bars)
        {
            svg.Bar($"{style} bar", x, Top - 20, BarHeight, BarHeight);
            svg.Text("tick", x + BarHeight + 6, Top - 10.5, title);
            x += BarHeight + 30 + 6.2 * title.Length;
        }
    }

    private static double Group(Svg svg, BenchRow row, double left, double top, double high)
    {
        svg.Text("title", left - 12, top + 10, row.Case, "end");
        svg.Text("tick", left - 12, top + 26, row.What, "end");
        foreach (var (contender, _, style) in Bars.Where(bar => row[bar.Contender] is not null))
        {
            var ratio = row.Ratio(contender, Names.Ours)!.Value;
            var length = Math.Max(Small, Room * ratio / high);
            svg.Bar($"{style} bar", left, top, length, BarHeight);
            svg.Text("tick", left + length + 6, top + 9.5, $"{Quantity.Milliseconds(row[contender]!.Median)} ms"
                + (contender == Names.Ours ? "" : $", {Quantity.Ratio(ratio)}×"));
            top += BarHeight + BarGap;
        }

        return top + GroupGap;
    }

    private static double Height(BenchRow row) => Bars.Count(bar => row[bar.Contender] is not null) * (BarHeight + BarGap);
}
