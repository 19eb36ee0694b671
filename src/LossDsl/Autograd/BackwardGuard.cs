namespace LossDsl;

/// <summary>
/// Appends torch operators to the result of a custom function. They leave its value unchanged, but run before the custom function in the
/// backward pass and raise torch's own errors for a second backward or for an in-place modification of a saved tensor.
/// </summary>
internal static class BackwardGuard
{
    /// <summary>Appends the operators to <paramref name="result"/> in place.</summary>
    /// <param name="result">The result of the custom function.</param>
    /// <param name="watched">Tensors that must not be modified in place before backward.</param>
    /// <param name="released">
    /// Called in a backward without <c>retain_graph</c>, before the custom function runs. Only where the result is on the CPU.
    /// </param>
    public static void Attach(Tensor result, IReadOnlyList<Tensor> watched, Action released)
    {
        using var scope = NewDisposeScope();
        foreach (var tensor in watched)
        {
            // The empty view shares the tensor's version counter, which autograd compares when it unpacks the saved view in backward.
            var view = tensor.detach().as_strided([0], [1], 0);
            result.as_strided([0], [1], 0).mul_(view);
        }

        // A multiplication by 1: a backward without retain_graph frees the factor, which triggers the callback; torch then rejects a
        // second backward. The factor is in host memory, so on other devices only the watched views detect a second backward.
        if (result.device_type == DeviceType.CPU)
            result.mul_(ReleaseCallback.Create(released));
    }
}
