namespace LossDsl.Cli;

/// <summary>The suggestion at the end of a message about a misspelt name.</summary>
internal static class Suggestion
{
    /// <summary>Suggests the nearest known name; empty if none is near enough.</summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="known">The known names.</param>
    public static string For(string name, IEnumerable<string> known) =>
        NearestName.Find(name, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";
}
