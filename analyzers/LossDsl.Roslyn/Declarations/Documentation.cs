using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Roslyn.Declarations;

/// <summary>Copies documentation comments from a declaration to the members that are generated for it.</summary>
internal static class Documentation
{
    // Roslyn returns references as ids ("T:Some.Type"). Plain members are written as names, which read better.
    private static readonly Regex PlainReference = new(@"cref=""[TPF]:([\w.]+)""", RegexOptions.CultureInvariant);

    // An element whose text is in an attribute (cref, langword, name), and all other markup.
    private static readonly Regex Reference =
        new(@"<\w+\s+(?:cref|name|langword|href)=""(?:global::|[^"":]*:(?!//))?(?<name>[^""]*)""\s*/>", RegexOptions.CultureInvariant);

    private static readonly Regex Tag = new(@"</?\w+[^>]*>", RegexOptions.CultureInvariant);

    private static readonly Regex Space = new(@"\s+", RegexOptions.CultureInvariant);

    /// <summary>The XML content of a symbol's summary, its lines separated by <c>\n</c>; null if there is none.</summary>
    public static string? GetSummary(ISymbol symbol, CancellationToken cancellation) =>
        GetSummary(symbol.GetDocumentationCommentXml(cancellationToken: cancellation) ?? "");

    /// <summary>
    /// A symbol's summary as plain text on one line, for JSON schemas and other non-C# output; null if there is none.
    /// </summary>
    public static string? GetDescription(ISymbol symbol, CancellationToken cancellation) =>
        (GetSummary(symbol, cancellation) ?? GetSummary(Unparsed(symbol, cancellation))) is { } summary ? PlainText(summary) : null;

    /// <summary>Formats a summary as a documentation comment.</summary>
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

    // In a project without a documentation file the compiler treats documentation comments as plain comments, so they are read
    // from trivia.
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

    // Reduces a member reference to its name, without containing types and parameters. A URL is kept whole.
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
