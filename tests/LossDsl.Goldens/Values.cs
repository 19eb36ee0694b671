using LossDsl.Goldens.Files;

namespace LossDsl.Goldens;

/// <summary>What a loss or a function gave.</summary>
/// <param name="Result">The value of the loss, or the output of the function.</param>
/// <param name="Metrics">The metrics; a function has none.</param>
/// <param name="Grads">The gradient of each differentiated input.</param>
internal sealed record Values(
    TensorData Result, IReadOnlyDictionary<string, TensorData> Metrics, IReadOnlyDictionary<string, TensorData> Grads)
{
    /// <summary>Other results; losses of this library have none.</summary>
    public IReadOnlyDictionary<string, TensorData> Outputs { get; init; } = None;

    /// <summary>The metrics of what has none.</summary>
    public static readonly IReadOnlyDictionary<string, TensorData> None = new Dictionary<string, TensorData>();
}
