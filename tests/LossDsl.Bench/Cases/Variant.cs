namespace LossDsl.Bench;

/// <summary>A variant to do a task.</summary>
/// <param name="Name">What sets it apart from other ways; empty where there is one.</param>
/// <param name="Run">
/// Does it: gives its results, a loss first where there is one, in the caller's dispose scope.
/// </param>
/// <param name="Setup">What has to be put right before each run, in nobody's time.</param>
internal sealed record Variant(string Name, Func<Tensor[]> Run, Action? Setup = null);
