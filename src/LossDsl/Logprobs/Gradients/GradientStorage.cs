namespace LossDsl;

/// <summary>
/// The storage for the gradient of the logits, which is as large as the logits; allocating it can cost as much as computing it.
/// </summary>
/// <remarks>Applies to CPU logits. On other devices torch's allocator is used regardless of this setting.</remarks>
public abstract class GradientStorage
{
    private protected GradientStorage()
    {
    }

    /// <summary>Allocates a new tensor for each gradient. Always safe.</summary>
    public static GradientStorage NewTensor { get; } = new NewTensorStorage();

    /// <inheritdoc cref="InPlaceStorage"/>
    public static GradientStorage InPlace { get; } = new InPlaceStorage();

    /// <summary>Called in forward, where exceptions are safe: returns the storage that backward will use.</summary>
    /// <param name="logits">The logits.</param>
    /// <exception cref="InvalidOperationException">The gradient of these logits cannot be stored there.</exception>
    internal abstract GradientStorage Reserve(Tensor logits);

    /// <summary>Called in backward: returns the tensor to write, with the shape and type of the logits. It must not throw.</summary>
    internal abstract Tensor Allocate(Tensor logits);

    /// <summary>Called in backward after the gradient has been written.</summary>
    internal virtual void OnWritten(Tensor gradient)
    {
    }

    /// <summary>Rejects leaf logits: a leaf keeps its gradient, which would share memory with another tensor.</summary>
    private protected static void ThrowIfLeaf(Tensor logits, string place)
    {
        if (logits.is_leaf && logits.requires_grad)
            throw new InvalidOperationException(
                $"The gradient cannot be written {place}: these logits are a leaf, and their .grad would share that memory. "
                + "Logits that a model computed are not leaves.");
    }
}
