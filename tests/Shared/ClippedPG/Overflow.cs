namespace LossDsl.Tests.Shared;

/// <summary>Keeps gradients finite where a term of a loss, or its derivative, is beyond the range of its type.</summary>
/// <remarks>
/// A derivative that overflows counts as 0, as that of a clipped token does: one token must not turn the gradient of all
/// parameters into infinity or NaN. The loss itself stays infinite, so that it shows. A derivative that is NaN stays NaN:
/// it comes of NaN in the data.
/// </remarks>
internal static class Overflow
{
    /// <summary>The same values, through which no gradient passes at the chosen places, not even NaN.</summary>
    /// <param name="tensor">The values.</param>
    /// <param name="held">The places: bool, of the same shape.</param>
    public static Tensor Hold(Tensor tensor, Tensor held) => where(held, tensor.detach(), tensor);

    /// <summary>
    /// The same values, through which no gradient passes where the derivative of the loss by them is infinite, or where
    /// they have no share in the loss.
    /// </summary>
    /// <param name="tensor">The values.</param>
    /// <param name="share">What the loss multiplies the term of each token by.</param>
    /// <param name="derivative">Gives the derivative of the term; asked only where a gradient is recorded.</param>
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
