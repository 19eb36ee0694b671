using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Configs;

/// <summary>What a text must be like, as attributes of System.ComponentModel.DataAnnotations say.</summary>
/// <param name="Shortest">The least number of characters.</param>
/// <param name="Longest">The greatest number of characters.</param>
/// <param name="Pattern">What it must match from its first character to its last; null for anything.</param>
internal sealed record DeclaredText(int Shortest, int Longest, string? Pattern)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads the attributes of a member; null where none speaks of texts.</summary>
    public static DeclaredText? Read(ImmutableArray<AttributeData> attributes)
    {
        DeclaredText? text = null;
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass is not { ContainingNamespace.Name: "DataAnnotations" } type)
                continue;
            var any = text ?? new DeclaredText(0, int.MaxValue, Pattern: null);
            text = (type.Name, attribute.ConstructorArguments) switch
            {
                (_, var given) when given.Any(argument => argument.Kind == TypedConstantKind.Array) => text,
                ("StringLengthAttribute", [{ Value: int most }]) => any.Within(attribute.Named("MinimumLength") as int? ?? 0, most),
                ("LengthAttribute", [{ Value: int least }, { Value: int most }]) => any.Within(least, most),
                ("MinLengthAttribute", [{ Value: int least }]) => any.Within(least, int.MaxValue),
                ("MaxLengthAttribute", [{ Value: int most }]) when most >= 0 => any.Within(0, most),
                ("RegularExpressionAttribute", [{ Value: string pattern }]) => any with { Pattern = pattern },
                _ => text,
            };
        }

        return text;
    }

    /// <summary>What is wrong with a text, as a phrase that follows what holds it; null where nothing is.</summary>
    public string? Problem(string text)
    {
        if (text.Length < Shortest || text.Length > Longest)
            return $"is {ValueWords.Of(text)}; it must have {Lengths}";
        // The attribute takes an empty text for a missing one.
        return text.Length > 0 && Pattern is not null && !Matches(text)
            ? $"is {ValueWords.Of(text)}; it must match {Pattern}"
            : null;
    }

    private string Lengths =>
        Shortest == Longest ? Characters(Shortest)
        : Longest == int.MaxValue ? $"at least {Characters(Shortest)}"
        : Shortest == 0 ? $"at most {Characters(Longest)}"
        : $"between {Shortest} and {Characters(Longest)}";

    private static string Characters(int count) => count == 1 ? "1 character" : $"{count} characters";

    private DeclaredText Within(int shortest, int longest) =>
        this with { Shortest = Math.Max(Shortest, shortest), Longest = Math.Min(Longest, longest) };

    // A pattern that is malformed or takes for ever says nothing.
    private bool Matches(string text)
    {
        try
        {
            var match = Regex.Match(text, Pattern!, RegexOptions.None, Patience);
            return match.Success && match.Index == 0 && match.Length == text.Length;
        }
        catch (Exception problem) when (problem is ArgumentException or RegexMatchTimeoutException)
        {
            return true;
        }
    }
}
