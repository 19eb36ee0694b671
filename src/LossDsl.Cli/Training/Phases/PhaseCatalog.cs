namespace LossDsl.Cli.Training;

/// <summary>The phases that a run can be made of.</summary>
internal static class PhaseCatalog
{
    private static readonly OrderedDictionary<string, (string Title, Func<PhaseContext, IPhase> Begin)> Known = new()
    {
        [SupervisedPhase.Key] = ("supervised training", context => new SupervisedPhase(context)),
        [PreferencePhase.Key] = ("DPO", context => new PreferencePhase(context)),
        [GrpoPhase.Key] = ("GRPO", context => new GrpoPhase(context)),
    };

    /// <summary>Their names on the command line and in files.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>What people call a phase; its name where it is none of these.</summary>
    /// <param name="name">Its name.</param>
    public static string Title(string name) => Known.TryGetValue(name, out var phase) ? phase.Title : name;

    /// <summary>Begins a phase; the model as it is now is what it starts from.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="context">What it works on.</param>
    public static IPhase Begin(string name, PhaseContext context) => Known[name].Begin(context);
}
