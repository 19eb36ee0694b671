using System.Globalization;
using System.Security;
using System.Text;

namespace LossDsl.Cli.Drawing;

/// <summary>Writes the SVG shapes that charts need.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _body = new();

    /// <summary>The complete SVG document.</summary>
    /// <param name="width">The width.</param>
    /// <param name="height">The height.</param>
    /// <param name="title">The title, for screen readers.</param>
    /// <param name="style">The style sheet.</param>
    public string ToDocument(double width, double height, string title, string style) =>
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" role="img"
             viewBox="0 0 {Number(width)} {Number(height)}" width="{Number(width)}" height="{Number(height)}">
        <title>{Escape(title)}</title>
        <style>
        {style}
        </style>
        <rect class="page" width="100%" height="100%"/>
        {_body}</svg>

        """;

    public void AddLine(string style, double x1, double y1, double x2, double y2) => _body.Append(
        $"<line class=\"{style}\" x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\"/>\n");

    /// <summary>Adds a polyline.</summary>
    public void AddPath(string style, IEnumerable<(double X, double Y)> points)
    {
        var path = string.Join('L', points.Select(point => $"{Number(point.X)} {Number(point.Y)}"));
        _body.Append($"<path class=\"{style}\" d=\"M{path}\"/>\n");
    }

    /// <summary>Adds the area between a polyline and a horizontal line.</summary>
    public void AddArea(string style, IReadOnlyList<(double X, double Y)> points, double floor)
    {
        var path = string.Join('L', points.Select(point => $"{Number(point.X)} {Number(point.Y)}"));
        var bottom = $"L{Number(points[^1].X)} {Number(floor)}L{Number(points[0].X)} {Number(floor)}Z";
        _body.Append($"<path class=\"{style}\" d=\"M{path}{bottom}\"/>\n");
    }

    /// <summary>Adds a filled rectangle.</summary>
    public void AddBar(string style, double x, double y, double width, double height) => _body.Append(
        $"<rect class=\"{style}\" x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\"/>\n");

    /// <summary>Adds a text.</summary>
    /// <param name="style">The CSS classes.</param>
    /// <param name="x">The position of the anchor.</param>
    /// <param name="y">The base line.</param>
    /// <param name="text">The text.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public void AddText(string style, double x, double y, string text, string anchor = "start") => _body.Append(
        $"<text class=\"{style}\" x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\">{Escape(text)}</text>\n");

    private static string Number(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);

    private static string? Escape(string text) => SecurityElement.Escape(text);
}
