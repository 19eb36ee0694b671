namespace LossDsl;

/// <summary>
/// A buffer that is reused for the logits' gradients of successive microbatches, so that its pages are allocated once.
/// </summary>
/// <remarks>
/// A gradient in the buffer is valid until the next backward that uses the buffer. That suffices for the operator that produced the
/// logits, which consumes the gradient at once. A leaf tensor would keep the gradient, so leaf logits are rejected. While one graph has
/// reserved the buffer and has not run backward, other graphs allocate new tensors.
/// </remarks>
public sealed class GradientBuffer : GradientStorage, IDisposable
{
    private Tensor? _memory;
    private bool _reserved;

    internal override GradientStorage Reserve(Tensor logits)
    {
        ThrowIfLeaf(logits, "into a buffer that is used again");
        if (_reserved)
            return NewTensor;
        _reserved = true;
        return this;
    }

    internal override Tensor Allocate(Tensor logits)
    {
        var needed = logits.numel();
        if (_memory is null || _memory.dtype != logits.dtype || _memory.numel() < needed)
        {
            _memory?.Dispose();
            _memory = HugePages.Empty([needed], logits.dtype).DetachFromDisposeScope();
        }

        using var part = _memory.narrow(0, 0, needed);
        return part.view(logits.shape);
    }

    internal override void OnWritten(Tensor gradient) => _reserved = false;

    /// <summary>Frees the buffer.</summary>
    public void Dispose() => _memory?.Dispose();
}
