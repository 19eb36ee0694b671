using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Peers;

/// <summary>What this library gives for a case of another one, under that one's names.</summary>
internal sealed class PeerOutcome
{
    /// <summary>The loss; null where the case is a function without one.</summary>
    public Tensor? Loss { get; init; }

    /// <summary>The inputs that are differentiated, by name; a list where the input is one.</summary>
    public Dictionary<string, Tensor[]> Leaves { get; init; } = [];

    /// <summary>Other results, a list of tensors each where the case has lists.</summary>
    public Dictionary<string, Tensor[]> Outputs { get; init; } = [];

    /// <summary>The metrics that this library has as well.</summary>
    public Dictionary<string, double> Metrics { get; init; } = [];

    /// <summary>A loss of one input.</summary>
    public static PeerOutcome FromLoss(Tensor loss, string name, Tensor leaf) => new() { Loss = loss, Leaves = { [name] = [leaf] } };

    /// <summary>Differentiates the loss and reads all.</summary>
    /// <param name="upstream">The gradient of the loss where it is no number.</param>
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

    // A list of tensors is compared as one row.
    private static TensorData Joined(Tensor[] tensors) =>
        tensors is [var only] ? TensorData.FromTensor(only) : TensorData.FromTensor(cat([.. tensors.Select(tensor => tensor.reshape(-1))]));
}
