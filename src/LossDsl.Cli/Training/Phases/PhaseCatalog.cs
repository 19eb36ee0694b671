namespace LossDsl.Cli.Training;

/// <summary>The available phases.</summary>
internal static class PhaseCatalog
{
    private static readonly OrderedDictionary<string, Entry> Known = new()
    {
        [SupervisedPhase.Key] = new("supervised training", SupervisedPhase.Rows, "rows", context => new SupervisedPhase(context)),
        [PreferencePhase.Key] = new("DPO", PreferencePhase.Pairs, "pairs", context => new PreferencePhase(context)),
        [GrpoPhase.Key] = new("GRPO", GrpoPhase.UpdateRows, "rows", context => new GrpoPhase(context)),
    };

    /// <summary>The names on the command line and in files.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>The display name of a phase; the name itself if it is unknown.</summary>
    /// <param name="name">The name.</param>
    public static string GetTitle(string name) => Known.TryGetValue(name, out var phase) ? phase.Title : name;

    /// <summary>The number and name of the units of an update that data parallel ranks split.</summary>
    /// <param name="name">The name of the phase.</param>
    public static (int Count, string Name) GetShardableUnits(string name) => (Known[name].Shares, Known[name].ShareName);

    /// <summary>Starts a phase from the current model.</summary>
    /// <param name="name">The name of the phase.</param>
    /// <param name="context">The model, the examples and the options.</param>
    public static IPhase Create(string name, PhaseContext context) => Known[name].Begin(context);

    private sealed record Entry(string Title, int Shares, string ShareName, Func<PhaseContext, IPhase> Begin);
}
