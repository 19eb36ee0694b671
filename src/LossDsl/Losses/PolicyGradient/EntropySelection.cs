namespace LossDsl;

/// <summary>
/// Selects tokens by the entropy of the distribution that they were sampled from, over the whole step before it is split into microbatches.
/// </summary>
public static class EntropySelection
{
    /// <summary>
    /// Selects the tokens with the largest entropy (arXiv:2506.01939): those at or above the <c>1 - fraction</c> quantile (linear
    /// interpolation) of all unmasked tokens of the step. As <c>policy_weights</c>, the result restricts the policy term to these tokens.
    /// </summary>
    /// <param name="entropies">
    /// The entropy of each prediction in nats, as <see cref="ModelOutput.LogprobsAndEntropies"/> gives it. Shape <c>[B, N]</c>, all
    /// tokens of the step.
    /// </param>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <param name="fraction">The fraction of the tokens to select, greater than 0 and at most 1.</param>
    /// <param name="processes">
    /// The processes that share the step's rows, each with its own <c>[B, N]</c>: the quantile is that of all their tokens. All of
    /// them call it. Null where this process has all rows.
    /// </param>
    /// <returns>1 where a token is selected, else 0, in the type of the entropies. Shape <c>[B, N]</c>.</returns>
    /// <exception cref="ArgumentException">
    /// The shapes differ, or the fraction is out of its range; with processes, on all of them.
    /// </exception>
    public static Tensor SelectTopQuantile(Tensor entropies, Tensor mask, double fraction, IProcessGroup? processes = null)
    {
        ArgumentNullException.ThrowIfNull(entropies);
        ArgumentNullException.ThrowIfNull(mask);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var problem = FindProblem(entropies, mask, fraction);
        if (processes is null && problem is not null)
            throw problem;
        var present = problem is null ? entropies.masked_select(mask != Scalars.Zero).to(float64) : zeros(0, dtype: float64, device: entropies.device);
        if (processes is not null)
            present = Gather(present, problem, processes);
        if (present.numel() == 0)
            return zeros_like(entropies).MoveToOuterDisposeScope();
        var threshold = Quantile(present, 1 - fraction).to(entropies.dtype);
        return (entropies >= threshold).logical_and(mask != Scalars.Zero).to(entropies.dtype).MoveToOuterDisposeScope();
    }

    private static ArgumentException? FindProblem(Tensor entropies, Tensor mask, double fraction)
    {
        if (!mask.shape.AsSpan().SequenceEqual(entropies.shape))
            return new ArgumentException($"mask: expected the shape of entropies {entropies.FormatShape()}, got {mask.FormatShape()}", nameof(mask));
        return fraction is > 0 and <= 1
            ? null
            : new ArgumentOutOfRangeException(nameof(fraction), fraction, "expected a share greater than 0 and at most 1");
    }

    // Interpolated linearly between the two numbers around it, as torch.quantile does.
    private static Tensor Quantile(Tensor values, double share)
    {
        var (sorted, _) = values.sort();
        var place = share * (values.numel() - 1);
        var below = (long)Math.Floor(place);
        var above = Math.Min(below + 1, values.numel() - 1);
        using var rest = (place - below).ToScalar();
        var (least, most) = (sorted.narrow(0, below, 1), sorted.narrow(0, above, 1));
        return least + (most - least) * rest;
    }

    // Ranks have different numbers of tokens, so counts are exchanged first. A rank that rejected its input sends an error code instead.
    private static Tensor Gather(Tensor own, ArgumentException? problem, IProcessGroup processes)
    {
        const long Refused = -1;
        var count = tensor(problem is null ? own.numel() : Refused, device: own.device);
        var counts = DeviceTransfer.ReadIntegers(processes.AllGather(count));
        if (problem is not null)
            throw problem;
        if (Array.IndexOf(counts, Refused) is >= 0 and var rank)
            throw new ArgumentException($"rank {rank} refused its entropies, mask or fraction: its own error says why");
        var padded = zeros(counts.Max(), dtype: own.dtype, device: own.device);
        padded.narrow(0, 0, own.numel()).copy_(own);
        if (padded.numel() == 0)
            return padded;
        var all = processes.AllGather(padded);
        return cat([.. counts.Select((held, other) => all.select(0, other).narrow(0, 0, held))]);
    }
}
