namespace LossDsl;

/// <summary>
/// Memory that the gradients of one microbatch after another are written to, so that its pages are made once.
/// </summary>
/// <remarks>
/// A gradient in it is valid until the next backward that uses it: enough for the operator that made the logits, which
/// takes it at once, and too short for a leaf, which would keep it, and is refused. While a graph that reserved it waits
/// for its backward, others get fresh memory.
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

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _memory?.Dispose();
}
