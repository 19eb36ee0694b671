using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>Turns lines and columns of a config file into locations for the compiler.</summary>
/// <param name="path">The file.</param>
/// <param name="text">Its text.</param>
internal sealed class FileLocator(string path, SourceText text)
{
    /// <summary>The word at a line and column, which count from 1; where they miss the text, the nearest place that it has.</summary>
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
