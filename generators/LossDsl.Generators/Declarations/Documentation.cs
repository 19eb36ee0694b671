using System.Text.RegularExpressions;
using LossDsl.Generators.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generators.Declarations;

/// <summary>Copies documentation from a declaration to what is generated for it.</summary>
internal static class Documentation
{
    // The compiler hands out references as ids (T:Some.Type). Those of plain members read better as names.
    private static readonly Regex PlainReference = new(@"cref=""[TPF]:([\w.]+)""", RegexOptions.CultureInvariant);

    /// <summary>The text of a symbol's summary, its lines divided by <c>\n</c>; null where it has none.</summary>
    public static string? Summary(ISymbol symbol, CancellationToken cancellation)
    {
        var xml = symbol.GetDocumentationCommentXml(cancellationToken: cancellation) ?? "";
        var begin = xml.IndexOf("<summary>", StringComparison.Ordinal);
        var end = xml.IndexOf("</summary>", StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            return null;

        begin += "<summary>".Length;
        var lines = xml.Substring(begin, end - begin).Replace("\r", "").Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Length > 0);
        var text = PlainReference.Replace(string.Join("\n", lines), Name);
        return text.Length == 0 ? null : text;
    }

    /// <summary>A summary as the lines of a documentation comment.</summary>
    public static string Comment(string summary) => summary.Contains('\n')
        ? $"/// <summary>\n/// {summary.Replace("\n", "\n/// ")}\n/// </summary>"
        : $"/// <summary>{summary}</summary>";

    private static string Name(Match reference)
    {
        var parts = reference.Groups[1].Value.Split('.');
        return parts.All(part => SyntaxFacts.IsValidIdentifier(part) && CSharp.Identifier(part) == part)
            ? $"cref=\"global::{string.Join(".", parts)}\""
            : reference.Value;
    }
}
