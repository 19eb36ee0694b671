namespace LossDsl.Tests.Shared;

/// <summary>The preference loss of rewards with torch's operators and autograd.</summary>
/// <remarks>
/// <code>
/// L = - sum over pairs of m * m * log sigmoid(β * (chosen - rejected)) / (global_valid_seqs / 2)
/// </code>
/// </remarks>
internal sealed record PreferenceTerms(Tensor Loss, Tensor Accuracy, Tensor RewardsChosenMean, Tensor RewardsRejectedMean)
{
    /// <summary>Splits rows into chosen (even) and rejected (odd) ones.</summary>
    public static (Tensor Chosen, Tensor Rejected) Split(Tensor tensor) => (tensor.view(-1, 2).select(1, 0), tensor.view(-1, 2).select(1, 1));

    /// <summary>The sample mask, with 0 for rows whose partner is masked.</summary>
    public static Tensor WholePairs(Tensor sampleMask)
    {
        var (chosen, rejected) = Split(sampleMask == 0);
        var torn = chosen.logical_or(rejected);
        return sampleMask.masked_fill(stack([torn, torn], dim: 1).view(-1), 0);
    }

    /// <summary>Computes the terms.</summary>
    /// <param name="rewards">One reward a row. Shape <c>[2*P]</c>.</param>
    /// <param name="sampleMask">Which rows count. Shape <c>[2*P]</c>.</param>
    /// <param name="sequences">The valid sequences of the whole step: two a pair. No dimensions.</param>
    /// <param name="beta">What the difference of the rewards is multiplied with.</param>
    public static PreferenceTerms Of(Tensor rewards, Tensor sampleMask, Tensor sequences, double beta = 1)
    {
        var (chosen, rejected) = Split(rewards);
        var (mask, rejectedMask) = Split(WholePairs(sampleMask).to(rewards.dtype));
        var pairs = sequences.to(rewards.dtype) / 2;

        // Values of masked pairs must not reach the sigmoid.
        var absent = mask == 0;
        var (better, worse) = (Masked.Fill(chosen, absent), Masked.Fill(rejected, absent));
        // The difference of two infinite rewards would be NaN; equal rewards are a tie.
        var tied = (better == worse).logical_and(better.isinf());
        var delta = Masked.Fill(better, tied) - Masked.Fill(worse, tied);
        // With β = 0 there is no preference; 0 times infinity would be NaN.
        var scaled = beta * (beta == 0 ? Masked.Fill(delta, delta.detach().isinf()) : delta);
        var loss = -nn.functional.logsigmoid(scaled) * mask;
        return new PreferenceTerms(Mean(loss, mask), Mean(delta > 0, mask), Mean(chosen, mask), Mean(rejected, rejectedMask));

        Tensor Mean(Tensor values, Tensor weights) => Masked.Mean(values, weights, globalNormalizationFactor: pairs);
    }
}
