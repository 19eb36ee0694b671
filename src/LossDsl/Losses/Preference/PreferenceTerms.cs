namespace LossDsl;

/// <summary>The preference loss of rewards, and what it says about them.</summary>
/// <remarks>
/// <code>
/// L = - sum over pairs of m * m * log sigmoid(β * (chosen - rejected)) / (global_valid_seqs / 2)
/// </code>
/// where <c>m</c> is the mask of the chosen row, which the reference applies twice: it matters for fractional masks only.
/// A pair of which either row is absent is absent, unlike in the reference. Equal rewards give <c>log 2</c>, infinite ones
/// as well.
/// Source: NeMo-RL, <c>PreferenceLoss._preference_loss</c>; Bradley and Terry's model of pairs.
/// </remarks>
/// <param name="Loss">The loss.</param>
/// <param name="Accuracy">The share of pairs with the greater reward on the chosen row.</param>
/// <param name="RewardsChosenMean">Mean reward of the chosen rows.</param>
/// <param name="RewardsRejectedMean">Mean reward of the rejected rows of these pairs, by their own mask.</param>
public sealed record PreferenceTerms(Tensor Loss, Tensor Accuracy, Tensor RewardsChosenMean, Tensor RewardsRejectedMean)
{
    /// <summary>Splits rows into chosen (even) and rejected (odd) ones, as views.</summary>
    /// <param name="tensor">A tensor of <c>2*P</c> rows.</param>
    /// <exception cref="ArgumentException">The number of rows is odd.</exception>
    public static (Tensor Chosen, Tensor Rejected) SplitOutputTensor(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var rows = tensor.dim() == 0 ? 1 : tensor.size(0);
        if (rows % 2 != 0)
            throw new ArgumentException($"expected pairs, chosen and rejected rows in turn; got {rows} rows, an odd number", nameof(tensor));
        return (tensor.slice(0, 0, rows, 2), tensor.slice(0, 1, Math.Max(rows, 1), 2));
    }

    /// <summary>The sample mask without the rows whose partner is absent.</summary>
    /// <param name="sampleMask">Which rows count; exactly 0 means absent. Shape <c>[2*P]</c>.</param>
    /// <exception cref="ArgumentException">The number of rows is odd.</exception>
    public static Tensor WholePairs(Tensor sampleMask)
    {
        ArgumentNullException.ThrowIfNull(sampleMask);
        using var scope = NewDisposeScope();
        var (chosen, rejected) = SplitOutputTensor(sampleMask.detach() == Scalars.Zero);
        var torn = chosen.logical_or(rejected);
        return sampleMask.detach().masked_fill(stack([torn, torn], dim: 1).view(-1), Scalars.Zero).MoveToOuterDisposeScope();
    }

    /// <summary>Computes the terms.</summary>
    /// <param name="rewards">One reward a row. Shape <c>[2*P]</c>.</param>
    /// <param name="sampleMask">Which rows count. Shape <c>[2*P]</c>.</param>
    /// <param name="globalValidSeqs">The valid sequences of the whole step: two a pair. No dimensions.</param>
    /// <param name="beta">What the difference of the rewards is multiplied with.</param>
    /// <exception cref="ArgumentException">Rewards and mask differ in shape, or the number of rows is odd.</exception>
    public static PreferenceTerms Of(Tensor rewards, Tensor sampleMask, Tensor globalValidSeqs, double beta = 1)
    {
        ArgumentNullException.ThrowIfNull(rewards);
        ArgumentNullException.ThrowIfNull(sampleMask);
        ArgumentNullException.ThrowIfNull(globalValidSeqs);
        if (rewards.dim() != 1 || !rewards.shape.AsSpan().SequenceEqual(sampleMask.shape))
            throw new ArgumentException(
                $"rewards: expected [2*P] like sample_mask {sampleMask.FormatShape()}, "
                + $"got {rewards.FormatShape()}", nameof(rewards));

        using var scope = NewDisposeScope();
        var (chosen, rejected) = SplitOutputTensor(rewards);
        var (mask, rejectedMask) = SplitOutputTensor(WholePairs(sampleMask).to(rewards.dtype));
        var pairs = globalValidSeqs.detach().to(rewards.dtype) / Scalars.Two;

        // What stands in an absent pair must not pass the sigmoid.
        var absent = mask == Scalars.Zero;
        var (better, worse) = (Masked.Fill(chosen, absent), Masked.Fill(rejected, absent));
        // Infinity less infinity would be NaN, where equal rewards prefer neither.
        var tied = (better == worse).logical_and(better.isinf());
        var delta = Masked.Fill(better, tied) - Masked.Fill(worse, tied);
        // So would 0 times infinity be, where without a weight there is no preference.
        using var factor = Precision.Round(beta, rewards.dtype).ToScalar();
        var scaled = factor * (beta == 0 ? Masked.Fill(delta, delta.detach().isinf()) : delta);
        var loss = -nn.functional.logsigmoid(scaled) * mask;
        return new PreferenceTerms(
            Mean(loss, mask), Mean(delta > Scalars.Zero, mask), Mean(chosen, mask), Mean(rejected, rejectedMask));

        Tensor Mean(Tensor values, Tensor weights) =>
            Masked.Mean(values, weights, globalNormalizationFactor: pairs).MoveToOuterDisposeScope();
    }
}
