namespace LossDsl.Cli.Training;

/// <summary>The phases that a run can be made of.</summary>
internal static class PhaseCatalog
{
    private static readonly OrderedDictionary<string, Func<PhaseContext, IPhase>> Known = new()
    {
        [SupervisedPhase.Key] = context => new SupervisedPhase(context),
        [GrpoPhase.Key] = context => new GrpoPhase(context),
    };

    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>Begins a phase; the model as it is now is what it starts from.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="context">What it works on.</param>
    public static IPhase Begin(string name, PhaseContext context) => Known[name](context);
}
