using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Peers;

/// <summary>The result of this library for a case of another library, under the names of that library.</summary>
internal sealed class PeerOutcome
{
    /// <summary>The loss; null for a function without a loss.</summary>
    public Tensor? Loss { get; init; }

    /// <summary>The inputs that are differentiated, by name. Each is a list, with one tensor if the input is not a list.</summary>
    public Dictionary<string, Tensor[]> Leaves { get; init; } = [];

    /// <summary>Other results, each a list of tensors.</summary>
    public Dictionary<string, Tensor[]> Outputs { get; init; } = [];

    /// <summary>The metrics that both libraries have.</summary>
    public Dictionary<string, double> Metrics { get; init; } = [];

    /// <summary>The result of a loss of one input.</summary>
    public static PeerOutcome FromLoss(Tensor loss, string name, Tensor leaf) => new() { Loss = loss, Leaves = { [name] = [leaf] } };

    /// <summary>Differentiates the loss and copies all results to the host.</summary>
    /// <param name="upstream">The gradient of the loss, if the loss is not a scalar.</param>
    public Values Read(Tensor? upstream)
    {
        if (Loss is { } loss)
        {
            if (loss.requires_grad)
                loss.backward(upstream is null ? [] : [upstream]);
        }

        var grads = new Dictionary<string, TensorData>();
        foreach (var (name, leaves) in Leaves)
            grads[name] = Joined([.. leaves.Select(leaf => leaf.grad ?? zeros_like(leaf))]);
        return new Values(
            Loss is null ? TensorData.Scalar(double.NaN) : TensorData.FromTensor(Loss),
            Metrics.ToDictionary(metric => metric.Key, metric => TensorData.Scalar(metric.Value)),
            grads)
        {
            Outputs = Outputs.ToDictionary(output => output.Key, output => Joined(output.Value)),
        };
    }

    // A list of tensors is concatenated for the comparison.
    private static TensorData Joined(Tensor[] tensors) =>
        tensors is [var only] ? TensorData.FromTensor(only) : TensorData.FromTensor(cat([.. tensors.Select(tensor => tensor.reshape(-1))]));
}
