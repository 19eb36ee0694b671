namespace LossDsl.Bench;

/// <summary>A variant of a task.</summary>
/// <param name="Name">The name of the variant; empty if there is only one.</param>
/// <param name="Run">
/// Runs the task and returns its results, a loss first if there is one, in the caller's dispose scope.
/// </param>
/// <param name="Setup">Restores the input before each run; not timed.</param>
internal sealed record Variant(string Name, Func<Tensor[]> Run, Action? Setup = null);
