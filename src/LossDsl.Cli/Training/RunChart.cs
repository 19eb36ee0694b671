using LossDsl.Cli.Drawing;
using LossDsl.Cli.Training.Chart;

namespace LossDsl.Cli.Training;

/// <summary>The chart of a run: the quality of samples over all phases, and the metrics of each phase.</summary>
internal static class RunChart
{
    private const string FileName = "chart.svg";
    private const double Width = 1000;
    private const double Margin = 32;
    private const double AxisRoom = 44;
    private const double LabelRoom = 190;
    private const double LargeHeight = 210;
    private const double SmallHeight = 120;
    private const double PanelGap = 90;
    private const int Columns = 3;

    /// <summary>Writes the chart to the folder of a run.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="records">The metrics of all steps.</param>
    /// <param name="state">The progress of the run.</param>
    public static void Write(string folder, IReadOnlyList<StepRecord> records, RunState state)
    {
        if (records.Count > 0)
            AtomicFile.WriteText(Path.Combine(folder, FileName), Draw(records, state));
    }

    /// <summary>Draws the chart.</summary>
    /// <param name="records">The metrics of all steps.</param>
    /// <param name="state">The progress of the run.</param>
    internal static string Draw(IReadOnlyList<StepRecord> records, RunState state)
    {
        var svg = new SvgWriter();
        (string, int)[] phases = [.. records.CountBy(record => record.Phase).Select(phase => (phase.Key, phase.Value))];
        var heading = Heading(state);
        svg.AddText("heading", Margin, 44, heading);
        svg.AddText("lead", Margin, 66, Lead(state));

        var top = 96.0;
        if (ChartPanel.HasData(PanelSpec.SampleQuality, records))
        {
            new ChartPanel(svg, PanelSpec.SampleQuality, Margin + AxisRoom, top, Width - 2 * Margin - AxisRoom - LabelRoom, LargeHeight)
                .Draw(records, phases);
            top += LargeHeight + PanelGap;
        }

        var small = PanelSpec.SmallPanels.Where(spec => ChartPanel.HasData(spec, records)).ToArray();
        var column = (Width - 2 * Margin) / Columns;
        for (var i = 0; i < small.Length; i++)
        {
            var left = Margin + AxisRoom + i % Columns * column;
            new ChartPanel(svg, small[i], left, top + i / Columns * (SmallHeight + PanelGap), column - AxisRoom - 16, SmallHeight)
                .Draw(records, phases);
        }

        var rows = (small.Length + Columns - 1) / Columns;
        return svg.ToDocument(Width, top + rows * (SmallHeight + PanelGap), heading, ChartStyle.Sheet);
    }

    private static string Heading(RunState state) => state.Samples is [.., var last] && last.After.Length > 0
        ? $"{last.RealShare:0 %} of what it writes {SampleFormatter.FormatStage(last)} are real words"
        : "Training";

    private static string Lead(RunState state)
    {
        var before = state.Samples.SkipLast(1).Select(report => $"{SampleFormatter.FormatStage(report)} {report.RealShare:0.0 %}");
        var distinct = state.Samples is [.., var last] ? $"{last.Distinct:N0} of {last.Texts:N0} samples distinct" : "";
        var data = Path.GetFileName(state.Options.Data);
        return string.Join("  ·  ", [.. before, distinct, data, $"seed {state.Options.Seed}"]);
    }
}
