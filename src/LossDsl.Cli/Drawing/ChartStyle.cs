namespace LossDsl.Cli.Drawing;

/// <summary>The style sheet of a chart, for light mode and, if the viewer supports it, for dark mode.</summary>
internal static class ChartStyle
{
    // Without CSS variables: several viewers support style sheets, but not variables.
    private const string Shapes = """
        text { font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif; font-size: 12px; }
        .heading { font-size: 21px; font-weight: 600; }
        .lead { font-size: 13px; }
        .title { font-size: 13px; font-weight: 600; }
        .tick { font-size: 11px; }
        .label { font-size: 12px; font-weight: 600; }
        .grid, .axis, .boundary { stroke-width: 1; }
        .boundary { stroke-dasharray: 3 3; }
        .line, .raw { fill: none; stroke-linejoin: round; stroke-linecap: round; }
        .line { stroke-width: 2; }
        .raw { stroke-width: 1; stroke-opacity: 0.3; }
        .area { fill-opacity: 0.1; }
        """;

    private static readonly Palette Light = new(
        Page: "#ffffff", Ink: "#1f2328", Soft: "#59636e", Grid: "#e9ecef", Axis: "#c4cad1",
        Main: "#1668c7", Second: "#c2570c", Third: "#8a6bbf", Quiet: "#7a828c", Limit: "#1f2328");

    private static readonly Palette Dark = new(
        Page: "#0d1117", Ink: "#e6edf3", Soft: "#9aa4af", Grid: "#20272f", Axis: "#3d4650",
        Main: "#58a6ff", Second: "#f0883e", Third: "#b392f0", Quiet: "#8b949e", Limit: "#e6edf3");

    public static string Sheet { get; } =
        $"{Shapes}\n{Colors(Light)}\n@media (prefers-color-scheme: dark) {{\n{Colors(Dark)}\n}}";

    private static string Colors(Palette palette) => $$"""
        text { fill: {{palette.Soft}}; }
        .heading, .title { fill: {{palette.Ink}}; }
        .page { fill: {{palette.Page}}; }
        .grid { stroke: {{palette.Grid}}; }
        .axis, .boundary { stroke: {{palette.Axis}}; }
        {{Series("main", palette.Main)}}
        {{Series("second", palette.Second)}}
        {{Series("third", palette.Third)}}
        {{Series("quiet", palette.Quiet)}}
        {{Bar("main", palette.Main)}} {{Bar("second", palette.Second)}} {{Bar("third", palette.Third)}}
        {{Bar("quiet", palette.Quiet)}} {{Bar("limit", palette.Limit)}}
        """;

    private static string Series(string style, string color) =>
        $".{style}.line, .{style}.raw {{ stroke: {color}; }} .{style}.area, .{style}.label {{ fill: {color}; }}";

    private static string Bar(string style, string color) => $".{style}.bar {{ fill: {color}; }}";

    private sealed record Palette(
        string Page, string Ink, string Soft, string Grid, string Axis, string Main, string Second, string Third,
        string Quiet, string Limit);
}
