using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>Converts lines and columns of a config file to Roslyn locations.</summary>
/// <param name="path">The path of the file.</param>
/// <param name="text">The text of the file.</param>
internal sealed class FileLocator(string path, SourceText text)
{
    /// <summary>
    /// The location of the word at a line and column, both 1-based; out-of-range positions are clamped to the text.
    /// </summary>
    public Location GetLocation(int line, int column)
    {
        var row = text.Lines[Math.Min(Math.Max(line, 1), text.Lines.Count) - 1];
        var begin = Math.Min(row.Start + Math.Max(column, 1) - 1, row.End);
        var end = begin;
        while (end < row.End && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-' or '"' or '$'))
            end++;
        var span = TextSpan.FromBounds(begin, end);
        return Location.Create(path, span, text.Lines.GetLinePositionSpan(span));
    }
}
