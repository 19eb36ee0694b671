using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Roslyn;

/// <summary>Formats names and values as C# source.</summary>
internal static class CSharp
{
    /// <summary>A name, prefixed with <c>@</c> if it is a keyword or a contextual keyword.</summary>
    public static string EscapeIdentifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None
            ? name
            : "@" + name;

    /// <summary>
    /// A reference to a property, qualified with <c>this.</c> if a parameter of a generated member has the same name.
    /// </summary>
    public static string QualifyMember(string name) => name
        is "check" or "map" or "values"
            ? "this." + name
            : EscapeIdentifier(name);

    public static string FormatLiteral(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A number as a literal that parses to the same value.</summary>
    public static string FormatLiteral(double number) => number switch
    {
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ => number.ToString("R", CultureInfo.InvariantCulture),
    };
}
