namespace LossDsl.Tests.Shared;

/// <summary>Keeps gradients finite if a term of a loss, or its derivative, overflows.</summary>
/// <remarks>
/// An overflowing derivative is treated as 0, like that of a clipped token, so that a single token cannot make the gradient of all
/// parameters infinite or NaN. The loss itself stays infinite, so that the overflow is visible. A derivative that is NaN stays NaN,
/// because the data has a NaN.
/// </remarks>
internal static class Overflow
{
    /// <summary>The same values, without gradient at some positions, not even NaN.</summary>
    /// <param name="tensor">The values.</param>
    /// <param name="held">The positions: bool, of the same shape.</param>
    public static Tensor Hold(Tensor tensor, Tensor held) => where(held, tensor.detach(), tensor);

    /// <summary>
    /// The same values, without gradient where the derivative of the loss with respect to them is infinite, or where they have
    /// no share in the loss.
    /// </summary>
    /// <param name="tensor">The values.</param>
    /// <param name="share">The factor of each token's term in the reduced loss.</param>
    /// <param name="derivative">Computes the derivative of the term; called only if gradients are recorded.</param>
    public static Tensor Hold(Tensor tensor, Tensor share, Func<Tensor> derivative)
    {
        if (!is_grad_enabled() || !tensor.requires_grad)
            return tensor;
        Tensor held;
        using (no_grad())
            held = (share == 0).logical_or((derivative() * share).isinf());
        return Hold(tensor, held);
    }
}
