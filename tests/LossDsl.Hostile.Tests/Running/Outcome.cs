namespace LossDsl.Hostile.Tests.Running;

/// <summary>What came of a call.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Gradient">The gradient of its sum; null where the output requires none.</param>
/// <param name="Leaked">The batch tensors that got a gradient.</param>
/// <param name="Metrics">The metrics.</param>
internal sealed record Outcome(
    double[] Loss, double[]? Gradient, IReadOnlyList<string> Leaked, IReadOnlyDictionary<string, double> Metrics);
