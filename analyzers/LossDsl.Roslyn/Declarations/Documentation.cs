using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Roslyn.Declarations;

/// <summary>Copies documentation from a declaration to what is generated for it.</summary>
internal static class Documentation
{
    // The compiler hands out references as ids (T:Some.Type). Those of plain members read better as names.
    private static readonly Regex PlainReference = new(@"cref=""[TPF]:([\w.]+)""", RegexOptions.CultureInvariant);

    // What an element says by an attribute, and the rest of the markup.
    private static readonly Regex Reference =
        new(@"<\w+\s+(?:cref|name|langword|href)=""(?:global::|[^"":]*:(?!//))?(?<name>[^""]*)""\s*/>", RegexOptions.CultureInvariant);

    private static readonly Regex Tag = new(@"</?\w+[^>]*>", RegexOptions.CultureInvariant);

    private static readonly Regex Space = new(@"\s+", RegexOptions.CultureInvariant);

    /// <summary>The text of a symbol's summary, its lines divided by <c>\n</c>; null where it has none.</summary>
    public static string? GetSummary(ISymbol symbol, CancellationToken cancellation) =>
        GetSummary(symbol.GetDocumentationCommentXml(cancellationToken: cancellation) ?? "");

    /// <summary>A symbol's summary as plain text on one line, for readers outside of C#; null where it has none.</summary>
    public static string? GetDescription(ISymbol symbol, CancellationToken cancellation) =>
        (GetSummary(symbol, cancellation) ?? GetSummary(Unparsed(symbol, cancellation))) is { } summary ? PlainText(summary) : null;

    /// <summary>A summary as the lines of a documentation comment.</summary>
    public static string FormatSummary(string summary) => summary.Contains('\n')
        ? $"/// <summary>\n/// {summary.Replace("\n", "\n/// ")}\n/// </summary>"
        : $"/// <summary>{summary}</summary>";

    private static string? GetSummary(string xml)
    {
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

    // A project that makes no documentation file has the compiler take documentation for plain comments.
    private static string Unparsed(ISymbol symbol, CancellationToken cancellation) => string.Concat(
        symbol.DeclaringSyntaxReferences
            .SelectMany(part => part.GetSyntax(cancellation).GetLeadingTrivia())
            .Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
            .Select(trivia => trivia.ToString())
            .Where(comment => comment.StartsWith("///", StringComparison.Ordinal))
            .Select(comment => comment.Substring(3) + "\n"));

    private static string PlainText(string summary)
    {
        var text = Tag.Replace(Reference.Replace(summary, reference => LastPart(reference.Groups["name"].Value)), "");
        return Space.Replace(text, " ").Trim()
            .Replace("&lt;", "<").Replace("&gt;", ">").Replace("&quot;", "\"").Replace("&apos;", "'").Replace("&amp;", "&");
    }

    // Of a member its name, without what it is in and what it takes; a link stays whole.
    private static string LastPart(string name) =>
        name.Contains("//") ? name : name.Split('(')[0].Split('.').Last().Split('`', '{')[0];

    private static string Name(Match reference)
    {
        var parts = reference.Groups[1].Value.Split('.');
        return parts.All(part => SyntaxFacts.IsValidIdentifier(part) && CSharp.EscapeIdentifier(part) == part)
            ? $"cref=\"global::{string.Join(".", parts)}\""
            : reference.Value;
    }
}
