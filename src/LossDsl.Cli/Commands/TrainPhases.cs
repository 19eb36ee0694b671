using LossDsl.Cli.Training;

namespace LossDsl.Cli.Commands;

/// <summary>The value of <c>--phases</c>: phase names in the order of execution, each at most once.</summary>
internal static class TrainPhases
{
    /// <summary>Parses the names.</summary>
    /// <param name="list">Comma-separated names.</param>
    /// <exception cref="UsageException">The list is empty, or a name is unknown or duplicate.</exception>
    public static string[] Parse(string list)
    {
        var phases = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var known = string.Join(", ", PhaseCatalog.Names);
        if (phases.Length == 0)
            throw new UsageException($"--phases names no phase; the phases are {known}");
        if (Array.Find(phases, phase => !PhaseCatalog.Names.Contains(phase)) is { } unknown)
            throw new UsageException($"--phases: unknown phase '{unknown}'; the phases are {known}{Suggestion.For(unknown, PhaseCatalog.Names)}");
        if (phases.CountBy(phase => phase).FirstOrDefault(phase => phase.Value > 1).Key is { } twice)
            throw new UsageException($"--phases names '{twice}' more than once; a run has each phase once, in any order");
        return phases;
    }
}
