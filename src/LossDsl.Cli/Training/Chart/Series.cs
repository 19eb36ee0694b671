namespace LossDsl.Cli.Training.Chart;

/// <summary>One line of a panel.</summary>
/// <param name="Metric">The name of the measurement.</param>
/// <param name="Label">What stands beside its end; empty where the panel's title says it.</param>
/// <param name="Style">Its class in the style sheet.</param>
/// <param name="IsNoisy">Whether to draw it faintly, with its trend over it.</param>
internal sealed record Series(string Metric, string Label, string Style, bool IsNoisy);
