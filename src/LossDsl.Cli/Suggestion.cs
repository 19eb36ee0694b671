namespace LossDsl.Cli;

/// <summary>The end of a message about a misspelt name.</summary>
internal static class Suggestion
{
    /// <summary>Asks whether the nearest known name was meant; empty where none is near.</summary>
    /// <param name="name">The name that is not known.</param>
    /// <param name="known">The names that are.</param>
    public static string For(string name, IEnumerable<string> known) =>
        NearestName.Find(name, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";
}
