using System.Globalization;
using System.Security;
using System.Text;

namespace LossDsl.Cli.Drawing;

/// <summary>Writes the few shapes that a chart needs.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _body = new();

    /// <summary>The whole drawing.</summary>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="title">What it shows, for those who do not see it.</param>
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

    /// <summary>A straight line.</summary>
    public void AddLine(string style, double x1, double y1, double x2, double y2) => _body.Append(
        $"<line class=\"{style}\" x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\"/>\n");

    /// <summary>A line through points.</summary>
    public void AddPath(string style, IEnumerable<(double X, double Y)> points)
    {
        var path = string.Join('L', points.Select(point => $"{Number(point.X)} {Number(point.Y)}"));
        _body.Append($"<path class=\"{style}\" d=\"M{path}\"/>\n");
    }

    /// <summary>The area between points and a height.</summary>
    public void AddArea(string style, IReadOnlyList<(double X, double Y)> points, double floor)
    {
        var path = string.Join('L', points.Select(point => $"{Number(point.X)} {Number(point.Y)}"));
        var bottom = $"L{Number(points[^1].X)} {Number(floor)}L{Number(points[0].X)} {Number(floor)}Z";
        _body.Append($"<path class=\"{style}\" d=\"M{path}{bottom}\"/>\n");
    }

    /// <summary>A filled rectangle.</summary>
    public void AddBar(string style, double x, double y, double width, double height) => _body.Append(
        $"<rect class=\"{style}\" x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\"/>\n");

    /// <summary>A text.</summary>
    /// <param name="style">Its classes.</param>
    /// <param name="x">Where it begins, ends or has its middle.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="text">The text.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public void AddText(string style, double x, double y, string text, string anchor = "start") => _body.Append(
        $"<text class=\"{style}\" x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\">{Escape(text)}</text>\n");

    private static string Number(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);

    private static string? Escape(string text) => SecurityElement.Escape(text);
}
