using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace LossDsl.CodeFixes.Keys;

/// <summary>Adds entries to the initializer of a batch, in the initializer's style.</summary>
internal static class InitializerEntries
{
    /// <summary>The object creation with the entries appended.</summary>
    public static BaseObjectCreationExpressionSyntax Add(
        BaseObjectCreationExpressionSyntax creation, IReadOnlyList<(string Key, string Value)> entries)
    {
        if (creation.Initializer is not { Expressions.Count: > 0 } initializer)
            return creation.WithTrailingTrivia()
                .WithInitializer(Parse(entries.Select(Indexed)).WithLeadingTrivia(Space))
                .WithTrailingTrivia(creation.GetTrailingTrivia());

        var isCollection = initializer.IsKind(SyntaxKind.CollectionInitializerExpression);
        var added = Parse(entries.Select(entry => isCollection ? Pair(entry) : Indexed(entry))).Expressions;
        return creation.WithInitializer(initializer.WithExpressions(Append(initializer.Expressions, added)));
    }

    private static string Indexed((string Key, string Value) entry) => $"[{Literal(entry.Key)}] = {entry.Value}";

    private static string Pair((string Key, string Value) entry) => $"{{ {Literal(entry.Key)}, {entry.Value} }}";

    private static InitializerExpressionSyntax Parse(IEnumerable<string> entries) =>
        ((ImplicitObjectCreationExpressionSyntax)ParseExpression($"new() {{ {string.Join(", ", entries)} }}")).Initializer!;

    // The trivia after the last entry (an end of line, a comment) stays behind it. A trailing comma is kept, or not added.
    private static SeparatedSyntaxList<ExpressionSyntax> Append(
        SeparatedSyntaxList<ExpressionSyntax> list, SeparatedSyntaxList<ExpressionSyntax> added)
    {
        var opening = list[0].GetFirstToken().GetPreviousToken();
        var isOnLines = opening.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
        var endsWithComma = list.SeparatorCount == list.Count;
        var indentation = isOnLines ? list[0].GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1) : [];
        var between = isOnLines ? opening.TrailingTrivia.Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) : [Space];

        var last = list[list.Count - 1];
        var behind = endsWithComma ? list.GetSeparator(list.Count - 1).TrailingTrivia : last.GetTrailingTrivia();
        var entries = list.Replace(last, endsWithComma ? last : last.WithTrailingTrivia())
            .AddRange(added.Select(entry => entry.WithLeadingTrivia(indentation).WithTrailingTrivia()));

        var separators = new List<SyntaxToken>();
        for (var i = 0; i < entries.Count - (endsWithComma ? 0 : 1); i++)
        {
            separators.Add(
                i < list.SeparatorCount ? list.GetSeparator(i)
                : i == list.Count - 1 && isOnLines ? Comma(behind)
                : i == entries.Count - 1 ? Comma(isOnLines ? between : behind)
                : Comma(between));
        }

        // In a single-line initializer, the trivia behind the last entry is the space before the brace.
        var closed = endsWithComma
            ? entries
            : entries.Replace(entries[entries.Count - 1], entries[entries.Count - 1].WithTrailingTrivia(isOnLines ? between : behind));
        return SeparatedList(closed, separators);
    }

    // Without elastic trivia, which would make the formatter indent the lines again.
    private static SyntaxToken Comma(IEnumerable<SyntaxTrivia> behind) =>
        Token(TriviaList(), SyntaxKind.CommaToken, TriviaList(behind));
}
