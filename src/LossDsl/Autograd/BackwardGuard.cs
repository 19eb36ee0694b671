namespace LossDsl;

/// <summary>
/// Puts operators of torch behind the result of a custom function that change nothing, save what shows a mistake, and run
/// before the function in the backward pass.
/// </summary>
internal static class BackwardGuard
{
    /// <summary>Attaches them.</summary>
    /// <param name="result">The result of the function.</param>
    /// <param name="watched">Tensors that must not be modified before backward.</param>
    /// <param name="call">The call; it learns whether a backward is its last.</param>
    public static void Attach(Tensor result, IReadOnlyList<Tensor> watched, FunctionContext call)
    {
        using var scope = NewDisposeScope();
        foreach (var tensor in watched)
        {
            // An empty view shares the version counter, which torch compares when it unpacks the view in backward.
            var view = tensor.detach().as_strided([0], [1], 0);
            result.as_strided([0], [1], 0).mul_(view);
        }

        // Torch frees the factor of 1 in a backward that does not retain the graph, and refuses the next one. The factor
        // lives in host memory; elsewhere the watched views alone find a second backward.
        if (result.device_type == DeviceType.CPU)
            result.mul_(ReleaseCallback.Create(() => call.IsLastBackward = true));
    }
}
