namespace LossDsl.Roslyn.DataDicts;

/// <summary>
/// Detects names that look alike: names that differ in case only, or use letters of other alphabets that look like Latin ones.
/// </summary>
internal static class Confusables
{
    // Cyrillic and Greek letters that look like Latin ones; the Latin letters are below, at the same indices.
    private const string Others = "АВЕЅКМНІЈОРСТХУаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
    private const string Latin = "ABESKMHIJOPCTXYaesijopcyxABEZHIKMNOPTYXo";

    /// <summary>A normal form of a name. Names that look alike have equal normal forms.</summary>
    public static string GetSkeleton(string name) => new string([.. name.Select(Plain)]).ToLowerInvariant();

    private static char Plain(char letter) => Others.IndexOf(letter) is >= 0 and var place ? Latin[place] : letter;
}
