namespace LossDsl;

/// <summary>
/// The memory of the logits: nothing is allocated, and after backward the logits are gone. For callers that do not look
/// at them again.
/// </summary>
/// <remarks>
/// Refused for a leaf and for logits whose rows share memory. What nobody can know in advance, whether another
/// operator kept the logits for its own backward, autograd finds out itself: the write counts as a modification in place,
/// so that backward of such an operator fails and names the reason. A second backward through the same graph fails alike.
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
        // Autograd counts the modifications of a tensor by operators; one on none of its elements counts as well.
        using var off = no_grad();
        using var none = gradient.narrow(0, 0, 0);
        none.zero_();
    }

    /// <summary>Whether two elements lie in one place: safe to say so where it is hard to tell.</summary>
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
