using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Roslyn;

/// <summary>Spells names and values as C# does.</summary>
internal static class CSharp
{
    /// <summary>A name, with <c>@</c> where it is a keyword somewhere.</summary>
    public static string EscapeIdentifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None
            ? name
            : "@" + name;

    /// <summary>A property of <c>this</c>, qualified where a parameter of a generated member has the same name.</summary>
    public static string QualifyMember(string name) => name
        is "check" or "map" or "values"
            ? "this." + name
            : EscapeIdentifier(name);

    /// <summary>A text in quotes.</summary>
    public static string FormatLiteral(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A number that reads back as the same one.</summary>
    public static string FormatLiteral(double number) => number switch
    {
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ => number.ToString("R", CultureInfo.InvariantCulture),
    };
}
