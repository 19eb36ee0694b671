namespace LossDsl.Cli.Training.Chart;

/// <summary>A line of a panel.</summary>
/// <param name="Metric">The name of the metric.</param>
/// <param name="Label">The label at the end of the line; empty if the title of the panel suffices.</param>
/// <param name="Style">The CSS class.</param>
/// <param name="IsNoisy">Whether the line is drawn faintly, with a smoothed line over it.</param>
internal sealed record Series(string Metric, string Label, string Style, bool IsNoisy)
{
    /// <summary>Whether the line is drawn thin, as the background of other lines.</summary>
    public bool IsThin { get; init; }
}
