using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Configs;

/// <summary>What a text must be like, as attributes of System.ComponentModel.DataAnnotations say.</summary>
/// <param name="MinimumLength">The least number of characters.</param>
/// <param name="MaximumLength">The greatest number of characters.</param>
/// <param name="Pattern">What it must match from its first character to its last; null for anything.</param>
internal sealed record StringRules(int MinimumLength, int MaximumLength, string? Pattern)
{
    private static readonly TimeSpan RegexTimeout = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads the attributes of a member; null where none speaks of texts.</summary>
    public static StringRules? Read(ImmutableArray<AttributeData> attributes)
    {
        StringRules? text = null;
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass is not { ContainingNamespace.Name: "DataAnnotations" } type)
                continue;
            var any = text ?? new StringRules(0, int.MaxValue, Pattern: null);
            text = (type.Name, attribute.ConstructorArguments) switch
            {
                (_, var given) when given.Any(argument => argument.Kind == TypedConstantKind.Array) => text,
                ("StringLengthAttribute", [{ Value: int most }]) => any.Within(attribute.GetNamedArgument("MinimumLength") as int? ?? 0, most),
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
    public string? GetError(string text)
    {
        if (text.Length < MinimumLength || text.Length > MaximumLength)
            return $"is {ValueFormatter.Format(text)}; it must have {Lengths}";
        // The attribute takes an empty text for a missing one.
        return text.Length > 0 && Pattern is not null && !Matches(text)
            ? $"is {ValueFormatter.Format(text)}; it must match {Pattern}"
            : null;
    }

    private string Lengths =>
        MinimumLength == MaximumLength ? Characters(MinimumLength)
        : MaximumLength == int.MaxValue ? $"at least {Characters(MinimumLength)}"
        : MinimumLength == 0 ? $"at most {Characters(MaximumLength)}"
        : $"between {MinimumLength} and {Characters(MaximumLength)}";

    private static string Characters(int count) => count == 1 ? "1 character" : $"{count} characters";

    private StringRules Within(int shortest, int longest) =>
        this with { MinimumLength = Math.Max(MinimumLength, shortest), MaximumLength = Math.Min(MaximumLength, longest) };

    // A pattern that is malformed or takes for ever says nothing.
    private bool Matches(string text)
    {
        try
        {
            var match = Regex.Match(text, Pattern!, RegexOptions.None, RegexTimeout);
            return match.Success && match.Index == 0 && match.Length == text.Length;
        }
        catch (Exception problem) when (problem is ArgumentException or RegexMatchTimeoutException)
        {
            return true;
        }
    }
}
