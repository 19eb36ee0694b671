using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Configs;

/// <summary>The constraints that attributes of System.ComponentModel.DataAnnotations put on a string.</summary>
/// <param name="MinimumLength">The minimum number of characters.</param>
/// <param name="MaximumLength">The maximum number of characters.</param>
/// <param name="Pattern">A regular expression that must match the whole string; null for none.</param>
internal sealed record StringRules(int MinimumLength, int MaximumLength, string? Pattern)
{
    private static readonly TimeSpan RegexTimeout = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads the attributes of a member; null if none of them constrains strings.</summary>
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

    /// <summary>The error of a string as a phrase that follows the name of the member; null if the string is legal.</summary>
    public string? GetError(string text)
    {
        if (text.Length < MinimumLength || text.Length > MaximumLength)
            return $"is {ValueFormatter.Format(text)}; it must have {Lengths}";
        // The attribute accepts an empty string, which it treats as missing.
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

    // An invalid pattern, or one that times out, is treated as a match.
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
