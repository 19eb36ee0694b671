namespace LossDsl;

/// <summary>
/// The gradients that the last backward on this thread returned. TorchSharp leaves them in the caller's dispose scope, which may live
/// for many microbatches. The next time that this library runs on the thread, autograd holds its own references, so the handles can be
/// disposed.
/// </summary>
internal static class ReturnedGradients
{
    [ThreadStatic]
    private static List<Tensor>? Held;

    /// <summary>Remembers gradients until the next <see cref="Release"/>.</summary>
    public static void Hold(List<Tensor> gradients) => Held = gradients;

    /// <summary>Disposes the gradients of the last backward.</summary>
    public static void Release()
    {
        if (Held is not { } gradients)
            return;
        Held = null;
        foreach (var gradient in gradients)
            gradient?.Dispose();
    }
}
