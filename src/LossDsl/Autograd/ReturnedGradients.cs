namespace LossDsl;

/// <summary>
/// Gradients that a backward on this thread returned. TorchSharp leaves them to the caller's dispose scope, which may end
/// many microbatches later; by the time that this library runs again, autograd has its own reference.
/// </summary>
internal static class ReturnedGradients
{
    [ThreadStatic]
    private static List<Tensor>? Held;

    /// <summary>Holds gradients until the next <see cref="Release"/> or the end of their dispose scope.</summary>
    public static void Hold(List<Tensor> gradients) => Held = gradients;

    /// <summary>Drops those of the last backward.</summary>
    public static void Release()
    {
        if (Held is not { } gradients)
            return;
        Held = null;
        foreach (var gradient in gradients)
            gradient?.Dispose();
    }
}
