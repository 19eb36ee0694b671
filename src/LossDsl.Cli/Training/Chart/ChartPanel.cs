using LossDsl.Cli.Drawing;

namespace LossDsl.Cli.Training.Chart;

/// <summary>Draws a panel of a chart: axes, then lines.</summary>
/// <param name="svg">Receives the shapes.</param>
/// <param name="spec">What the panel shows.</param>
/// <param name="left">The left edge of the plot area; tick labels are to the left of it.</param>
/// <param name="top">The top edge of the title.</param>
/// <param name="width">The width of the plot area.</param>
/// <param name="height">The height of the plot area.</param>
internal sealed class ChartPanel(SvgWriter svg, PanelSpec spec, double left, double top, double width, double height)
{
    private const double TitleHeight = 30;
    private const int MaxPoints = 400;
    private const double TickLabelWidth = 56;
    private const double TitleWidth = 180;

    private double PlotTop => top + TitleHeight;

    private double Floor => PlotTop + height;

    /// <summary>Draws the panel.</summary>
    /// <param name="records">The metrics of all steps.</param>
    /// <param name="phases">The phases with their numbers of steps.</param>
    public void Draw(IReadOnlyList<StepRecord> records, IReadOnlyList<(string Phase, int Steps)> phases)
    {
        (string Phase, int Steps)[] shown =
            [.. phases.Where(phase => spec.Phases.Length == 0 || spec.Phases.Contains(phase.Phase))];
        var timeline = new Timeline(shown, left, width);
        var lines = spec.Series.Select(series => (series, Points(series, records, shown))).ToArray();
        var (low, high, step) = Range(lines.SelectMany(line => line.Item2).SelectMany(part => part).Select(point => point.Value));

        svg.AddText("title", left, top + 12, spec.Title);
        if (spec.Unit.Length > 0)
            svg.AddText("tick", left + width, top + 12, spec.Unit, "end");
        DrawValueAxis(low, high, step);
        DrawTimeline(timeline);
        foreach (var (series, parts) in lines)
        {
            for (var phase = 0; phase < parts.Length; phase++)
                DrawLine(series, parts[phase], point => (timeline.GetStepPosition(phase, point.Step), Height(point.Value, low, high)));
        }

        DrawLabels(lines, low, high);
    }

    /// <summary>Whether there is any data for a panel.</summary>
    /// <param name="spec">What the panel shows.</param>
    /// <param name="records">The metrics of all steps.</param>
    public static bool HasData(PanelSpec spec, IReadOnlyList<StepRecord> records) =>
        spec.Series.Any(series => records.Any(record => HasValue(spec, series, record)));

    private static bool HasValue(PanelSpec spec, Series series, StepRecord record) =>
        (spec.Phases.Length == 0 || spec.Phases.Contains(record.Phase))
        && record.Metrics.TryGetValue(series.Metric, out var value) && double.IsFinite(value);

    private (double Step, double Value)[][] Points(
        Series series, IReadOnlyList<StepRecord> records, (string Phase, int Steps)[] phases) =>
        [.. phases.Select(phase => records
            .Where(record => record.Phase == phase.Phase && HasValue(spec, series, record))
            .Select(record => ((double)record.Step, record.Metrics[series.Metric] * (spec.IsPercentage ? 100 : 1)))
            .ToArray())];

    private (double Low, double High, double Step) Range(IEnumerable<double> values)
    {
        if (spec.IsPercentage)
            return (0, 100, 25);
        var sorted = values.Order().ToArray();
        // The range ignores the largest 0.5 % of values, so that single spikes do not flatten the rest.
        var greatest = sorted[(int)(0.995 * (sorted.Length - 1))];
        return AxisTicks.ComputeRange(spec.StartsAtZero ? Math.Min(0, sorted[0]) : sorted[0], greatest, 4);
    }

    private double Height(double value, double low, double high) =>
        Floor - height * (Math.Clamp(value, low, high) - low) / (high - low);

    private void DrawValueAxis(double low, double high, double step)
    {
        foreach (var tick in AxisTicks.Enumerate(low, high, step))
        {
            var y = Height(tick, low, high);
            svg.AddLine("grid", left, y, left + width, y);
            svg.AddText("tick", left - 8, y + 4, AxisTicks.FormatLabel(tick, step), "end");
        }
    }

    private void DrawTimeline(Timeline timeline)
    {
        svg.AddLine("axis", left, Floor, left + width, Floor);
        for (var phase = 0; phase < timeline.Phases.Count; phase++)
        {
            var (name, steps) = timeline.Phases[phase];
            if (phase > 0)
                svg.AddLine("boundary", timeline.GetPhaseStart(phase), PlotTop, timeline.GetPhaseStart(phase), Floor);
            DrawSteps(timeline, phase, steps);
            DrawName(timeline, phase, name);
        }
    }

    private void DrawName(Timeline timeline, int phase, string name)
    {
        var (begin, end) = (timeline.GetPhaseStart(phase), timeline.GetPhaseStart(phase + 1));
        var text = end - begin < TitleWidth ? name : $"steps of {PhaseCatalog.GetTitle(name)}";
        svg.AddText("tick", (begin + end) / 2, Floor + 33, text, "middle");
    }

    private void DrawSteps(Timeline timeline, int phase, int steps)
    {
        var room = timeline.GetPhaseStart(phase + 1) - timeline.GetPhaseStart(phase);
        var (_, _, distance) = AxisTicks.ComputeRange(0, steps, Math.Max(1, (int)(room / TickLabelWidth)));
        // The label of the last step is omitted if the next phase starts there with its label 0.
        var end = phase == timeline.Phases.Count - 1 ? steps : steps - 1;
        for (var step = 0.0; step <= end; step += Math.Max(1, distance))
        {
            svg.AddLine("axis", timeline.GetStepPosition(phase, step), Floor, timeline.GetStepPosition(phase, step), Floor + 4);
            svg.AddText("tick", timeline.GetStepPosition(phase, step), Floor + 17, $"{step:N0}", "middle");
        }
    }

    private void DrawLine(
        Series series, (double Step, double Value)[] points, Func<(double Step, double Value), (double X, double Y)> place)
    {
        if (points.Length == 0)
            return;
        if (!series.IsNoisy)
        {
            (double X, double Y)[] placed = [.. points.Select(place)];
            if (series.IsThin)
            {
                svg.AddPath($"{series.Style} raw", placed);
                return;
            }

            if (series.Style == "main")
                svg.AddArea($"{series.Style} area", placed, Floor);
            svg.AddPath($"{series.Style} line", placed);
            return;
        }

        var smooth = Smoothing.ApplyGaussian([.. points.Select(point => point.Value)], Math.Max(1, points.Length / 40.0));
        var trend = points.Select((point, i) => (point.Step, smooth[i])).ToArray();
        svg.AddPath($"{series.Style} raw", Downsample(points).Select(place));
        svg.AddPath($"{series.Style} line", Downsample(trend).Select(place));
    }

    // More points than pixels would only increase the file size.
    private static IEnumerable<T> Downsample<T>(T[] points)
    {
        var every = Math.Max(1, points.Length / MaxPoints);
        return points.Where((_, i) => i % every == 0 || i == points.Length - 1);
    }

    private void DrawLabels((Series Series, (double Step, double Value)[][] Parts)[] lines, double low, double high)
    {
        const double LineHeight = 16;
        var below = double.NegativeInfinity;
        foreach (var (series, last) in lines
            .Where(line => line.Series.Label.Length > 0)
            .Select(line => (line.Series, Last: line.Parts.Last(part => part.Length > 0)[^1].Value))
            .OrderByDescending(line => line.Last))
        {
            // Moves the labels of lines that end close together apart.
            below = Math.Max(below + LineHeight, Height(last, low, high) + 4);
            svg.AddText($"{series.Style} label", left + width + 10, below, spec.IsPercentage ? $"{last:0} % {series.Label}" : series.Label);
        }
    }
}
