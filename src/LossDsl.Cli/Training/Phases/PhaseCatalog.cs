namespace LossDsl.Cli.Training;

/// <summary>The phases that a run can be made of.</summary>
internal static class PhaseCatalog
{
    private static readonly OrderedDictionary<string, Entry> Known = new()
    {
        [SupervisedPhase.Key] = new("supervised training", SupervisedPhase.Rows, "rows", context => new SupervisedPhase(context)),
        [PreferencePhase.Key] = new("DPO", PreferencePhase.Pairs, "pairs", context => new PreferencePhase(context)),
        [GrpoPhase.Key] = new("GRPO", GrpoPhase.UpdateRows, "rows", context => new GrpoPhase(context)),
    };

    /// <summary>Their names on the command line and in files.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>What people call a phase; its name where it is none of these.</summary>
    /// <param name="name">Its name.</param>
    public static string GetTitle(string name) => Known.TryGetValue(name, out var phase) ? phase.Title : name;

    /// <summary>What ranks can share of an update.</summary>
    /// <param name="name">The phase's name.</param>
    public static (int Count, string Name) GetShardableUnits(string name) => (Known[name].Shares, Known[name].ShareName);

    /// <summary>Begins a phase; the model as it is now is what it starts from.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="context">What it works on.</param>
    public static IPhase Create(string name, PhaseContext context) => Known[name].Begin(context);

    private sealed record Entry(string Title, int Shares, string ShareName, Func<PhaseContext, IPhase> Begin);
}
