namespace LossDsl;

/// <summary>
/// Overwrites the logits with their gradient: nothing is allocated, and the logits are lost after backward. For callers that do not
/// read the logits again.
/// </summary>
/// <remarks>
/// Rejected for leaf logits and for logits that overlap in memory. Autograd detects the remaining misuse, another operator that saved the
/// logits for its own backward: the write counts as an in-place modification, so the backward of that operator raises torch's error. A
/// second backward through the same graph raises it as well.
/// </remarks>
internal sealed class InPlaceStorage : GradientStorage
{
    internal override GradientStorage Reserve(Tensor logits)
    {
        ThrowIfLeaf(logits, "over the logits");
        if (Overlaps(logits.shape, logits.stride()))
            throw new InvalidOperationException(
                "The gradient cannot be written over the logits: some of them overlap in memory, as those of an expanded tensor do.");
        return this;
    }

    internal override Tensor Allocate(Tensor logits) => logits.detach();

    internal override void OnWritten(Tensor gradient)
    {
        // The kernel wrote without autograd's knowledge; an in-place operator on an empty view increments the version counter.
        using var off = no_grad();
        using var none = gradient.narrow(0, 0, 0);
        none.zero_();
    }

    /// <summary>Whether two elements may share memory; may return true for complicated strides without overlap.</summary>
    private static bool Overlaps(long[] sizes, long[] strides)
    {
        Array.Sort(strides, sizes);
        var extent = 1L;
        for (var d = 0; d < sizes.Length; d++)
        {
            if (sizes[d] == 0)
                return false;
            if (sizes[d] == 1)
                continue;
            if (strides[d] < extent)
                return true;
            extent = strides[d] * sizes[d];
        }

        return false;
    }
}
