namespace LossDsl;

/// <summary>Tokens by the entropy of the distribution that they were drawn from.</summary>
public static class EntropySelection
{
    /// <summary>
    /// The tokens of greatest entropy (arXiv:2506.01939): those at or above the <c>1 - fraction</c> quantile of all tokens of the
    /// step that count, interpolated linearly. As <c>policy_weights</c> they restrict the policy term to the tokens that decide.
    /// </summary>
    /// <param name="entropies">The entropy of each token in nats. Shape <c>[B, N]</c>, all tokens of the step.</param>
    /// <param name="mask">Which tokens count: 0 means absent. The same shape.</param>
    /// <param name="fraction">The share of the tokens to keep, greater than 0 and at most 1.</param>
    /// <returns>1 where a token is kept, else 0, in the type of the entropies. The same shape.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the fraction is out of its range.</exception>
    public static Tensor SelectTopQuantile(Tensor entropies, Tensor mask, double fraction)
    {
        ArgumentNullException.ThrowIfNull(entropies);
        ArgumentNullException.ThrowIfNull(mask);
        mask.RequireShapeOf(entropies, nameof(mask), nameof(entropies));
        if (!(fraction is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "expected a share greater than 0 and at most 1");
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var isPresent = mask != Scalars.Zero;
        var present = entropies.masked_select(isPresent).to(float64);
        if (present.numel() == 0)
            return zeros_like(entropies).MoveToOuterDisposeScope();
        var (sorted, _) = present.sort();
        var place = (1 - fraction) * (present.numel() - 1);
        var below = (long)Math.Floor(place);
        var above = Math.Min(below + 1, present.numel() - 1);
        using var share = (place - below).ToScalar();
        var (least, most) = (sorted.narrow(0, below, 1), sorted.narrow(0, above, 1));
        var threshold = (least + (most - least) * share).to(entropies.dtype);
        return (entropies >= threshold).logical_and(isPresent).to(entropies.dtype).MoveToOuterDisposeScope();
    }
}
