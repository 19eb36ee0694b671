using LossDsl.Hostile.Tests.Formulas;

namespace LossDsl.Hostile.Tests.Running;

/// <summary>Holds numbers against those that are expected, within what rounding may change.</summary>
/// <param name="output">The type of the model's output, and hence of the gradient.</param>
/// <param name="epsilon">What rounding loses in the type that the loss computes in.</param>
internal sealed class Comparison(ScalarType output, double epsilon)
{
    // What is less is 0 in float32 at times.
    private const double Nothing = 1e-30;

    /// <summary>What is wrong with a loss; null where nothing is.</summary>
    public string? Loss(Expected expected, double[] actual) =>
        Problem("loss", expected.Loss, expected.LossError, actual, relative: 32 * epsilon, absolute: Nothing, greatest: double.PositiveInfinity);

    /// <summary>What is wrong with the metrics that are expected; null where nothing is.</summary>
    public string? Metrics(Expected expected, IReadOnlyDictionary<string, double> actual) => expected.Metrics
        .Select(metric => Problem(
            metric.Key, [metric.Value.Value], [metric.Value.Error], [actual[metric.Key]], relative: 32 * epsilon, absolute: Nothing, greatest: double.PositiveInfinity))
        .FirstOrDefault(problem => problem is not null);

    /// <summary>What is wrong with a gradient; null where nothing is.</summary>
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
