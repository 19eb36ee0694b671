using LossDsl.Hostile.Tests.Formulas;

namespace LossDsl.Hostile.Tests.Running;

/// <summary>Compares numbers with expected ones, within their error bounds.</summary>
/// <param name="output">The element type of the model's output, and so of the gradient.</param>
/// <param name="epsilon">The rounding error of the type that the loss computes in.</param>
internal sealed class Comparison(ScalarType output, double epsilon)
{
    // Smaller numbers may be flushed to 0 in float32.
    private const double Nothing = 1e-30;

    /// <summary>The error of a loss; null if there is none.</summary>
    public string? Loss(Expected expected, double[] actual) =>
        Problem("loss", expected.Loss, expected.LossError, actual, relative: 32 * epsilon, absolute: Nothing, greatest: double.PositiveInfinity);

    /// <summary>The error of the expected metrics; null if there is none.</summary>
    public string? Metrics(Expected expected, IReadOnlyDictionary<string, double> actual) => expected.Metrics
        .Select(metric => Problem(
            metric.Key, [metric.Value.Value], [metric.Value.Error], [actual[metric.Key]], relative: 32 * epsilon, absolute: Nothing, greatest: double.PositiveInfinity))
        .FirstOrDefault(problem => problem is not null);

    /// <summary>The error of a gradient; null if there is none.</summary>
    public string? Gradient(Expected expected, double[] actual)
    {
        var (relative, absolute, greatest) = output switch
        {
            ScalarType.BFloat16 => (1.0 / 64, Nothing, double.PositiveInfinity),
            ScalarType.Float16 => (1.0 / 512, 1e-6, 3e4),
            _ => (32 * epsilon, Nothing, double.PositiveInfinity),
        };
        return Problem("gradient", expected.Gradient, expected.GradientError, actual, relative, absolute, greatest);
    }

    private static string? Problem(
        string what, double[] expected, double[] errors, double[] actual, double relative, double absolute, double greatest)
    {
        if (expected.Length != actual.Length)
            return $"{what}: expected {expected.Length} numbers, got {actual.Length}";
        for (var i = 0; i < expected.Length; i++)
        {
            if (Math.Abs(expected[i]) > greatest)
                continue;
            var error = double.IsFinite(errors[i]) ? errors[i] : 0;
            var isNear = expected[i].Equals(actual[i])
                || Math.Abs(expected[i] - actual[i]) <= error + relative * Math.Abs(expected[i]) + absolute;
            if (!isNear)
                return $"{what}[{i}]: expected {expected[i]:R} within {error:g3}, got {actual[i]:R}";
        }

        return null;
    }
}
