using TorchSharp.Modules;

namespace LossDsl.Cli.Training;

/// <summary>All-reduces the gradients of a step over ranks, and clips their norm.</summary>
internal static class GradientReduction
{
    /// <summary>Reduces the gradients and clips them to a maximum norm.</summary>
    /// <param name="model">The model, whose gradients are those of this rank's rows and positions.</param>
    /// <param name="largest">The maximum norm.</param>
    /// <returns>The norm of the whole model's gradient before clipping.</returns>
    public static double ReduceAndClip(CharTransformer model, double largest)
    {
        var ranks = model.Shard.Ranks;
        Sum(model, ranks);
        return ranks.Tensor is { } group
            ? Clip(model, group, largest)
            : nn.utils.clip_grad_norm_(model.parameters(), largest);
    }

    /// <summary>
    /// Sums the gradients over the ranks with the same weights, in one collective. Those of different rows are summed as they are.
    /// With context parallelism, each rank has the gradient of its positions times the number of context ranks.
    /// </summary>
    private static void Sum(CharTransformer model, Ranks ranks)
    {
        if (ranks.Replicas is not { } replicas)
            return;
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var gradients = GetGradients(model.parameters());
        var flat = cat([.. gradients.Select(gradient => gradient.view(-1))], 0);
        replicas.AllReduce(flat);
        flat.mul_(1.0 / (ranks.Context?.Size ?? 1));
        var begin = 0L;
        foreach (var gradient in gradients)
        {
            gradient.copy_(flat.narrow(0, begin, gradient.numel()).view(gradient.shape));
            begin += gradient.numel();
        }
    }

    /// <summary>
    /// As torch's <c>clip_grad_norm_</c>, for weights that are distributed over ranks; replicated ones count once.
    /// </summary>
    private static double Clip(CharTransformer model, IProcessGroup group, double largest)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var counted = model.named_parameters()
            .Where(entry => group.Rank == 0 || ParameterPlacements.GetPlacement(entry.name) != Placement.Replicated)
            .Select(entry => entry.parameter);
        var square = stack(GetGradients(counted).Select(gradient => (gradient * gradient).sum())).sum().view(1);
        group.AllReduce(square);
        var norm = Math.Sqrt(square.to(float64).item<double>());
        // The constant is that of torch.
        var scale = Math.Min(1, largest / (norm + 1e-6));
        foreach (var gradient in GetGradients(model.parameters()))
            gradient.mul_(scale);
        return norm;
    }

    private static List<Tensor> GetGradients(IEnumerable<Parameter> parameters) => [.. parameters.Select(parameter => parameter.grad!)];
}
