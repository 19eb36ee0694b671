namespace LossDsl;

/// <summary>Where the gradient of logits goes: it is as large as they are, and new memory costs as much as computing it.</summary>
/// <remarks>For logits on the CPU. Elsewhere torch's own allocator gives the memory, whatever is asked for here.</remarks>
public abstract class GradientStorage
{
    private protected GradientStorage()
    {
    }

    /// <summary>New memory each time. Always safe.</summary>
    public static GradientStorage NewTensor { get; } = new NewTensorStorage();

    /// <inheritdoc cref="InPlaceStorage"/>
    public static GradientStorage InPlace { get; } = new InPlaceStorage();

    /// <summary>Called in forward, where it may still throw: gives the place that backward will use.</summary>
    /// <param name="logits">The logits.</param>
    /// <exception cref="InvalidOperationException">The gradient cannot go there.</exception>
    internal abstract GradientStorage Reserve(Tensor logits);

    /// <summary>The memory, of the logits' shape and type. It must not throw.</summary>
    internal abstract Tensor Allocate(Tensor logits);

    /// <summary>Called when the gradient has been written.</summary>
    internal virtual void OnWritten(Tensor gradient)
    {
    }

    /// <summary>Refuses logits whose gradient stays with them, where it would share memory with something else.</summary>
    private protected static void ThrowIfLeaf(Tensor logits, string place)
    {
        if (logits.is_leaf && logits.requires_grad)
            throw new InvalidOperationException(
                $"The gradient cannot be written {place}: these logits are a leaf, and their .grad would share that memory. "
                + "Logits that a model computed are not leaves.");
    }
}
