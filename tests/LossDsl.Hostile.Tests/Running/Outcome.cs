namespace LossDsl.Hostile.Tests.Running;

/// <summary>The result of a call.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Gradient">The gradient of the sum of the loss; null if the output does not require one.</param>
/// <param name="Leaked">The tensors of the batch that got a gradient, which is an error.</param>
/// <param name="Metrics">The metrics.</param>
internal sealed record Outcome(
    double[] Loss, double[]? Gradient, IReadOnlyList<string> Leaked, IReadOnlyDictionary<string, double> Metrics);
