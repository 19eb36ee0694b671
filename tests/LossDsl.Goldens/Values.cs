using LossDsl.Goldens.Files;

namespace LossDsl.Goldens;

/// <summary>The result of a loss or a function.</summary>
/// <param name="Result">The value of the loss, or the output of the function.</param>
/// <param name="Metrics">The metrics; a function has none.</param>
/// <param name="Grads">The gradient of each differentiated input.</param>
internal sealed record Values(
    TensorData Result, IReadOnlyDictionary<string, TensorData> Metrics, IReadOnlyDictionary<string, TensorData> Grads)
{
    /// <summary>Other results, of other libraries only.</summary>
    public IReadOnlyDictionary<string, TensorData> Outputs { get; init; } = None;

    /// <summary>No metrics or outputs.</summary>
    public static readonly IReadOnlyDictionary<string, TensorData> None = new Dictionary<string, TensorData>();
}
