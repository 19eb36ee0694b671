namespace LossDsl.Roslyn.DataDicts;

/// <summary>Names that a reader takes for the same one: they differ in case, or have letters of other alphabets.</summary>
internal static class Confusables
{
    // Cyrillic and Greek letters that fonts draw like Latin ones, above the Latin ones.
    private const string Others = "АВЕЅКМНІЈОРСТХУаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
    private const string Latin = "ABESKMHIJOPCTXYaesijopcyxABEZHIKMNOPTYXo";

    /// <summary>What a name looks like: equal for two names that look alike.</summary>
    public static string GetSkeleton(string name) => new string([.. name.Select(Plain)]).ToLowerInvariant();

    private static char Plain(char letter) => Others.IndexOf(letter) is >= 0 and var place ? Latin[place] : letter;
}
