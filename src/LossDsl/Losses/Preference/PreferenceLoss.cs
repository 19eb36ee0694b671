namespace LossDsl;

/// <summary>Prefers the chosen of two rows by the rewards that a model gives them: reward modelling.</summary>
/// <remarks>
/// <code>
/// L = - sum over pairs of m * m * log sigmoid(chosen - rejected) / (global_valid_seqs / 2)
/// </code>
/// <c>m</c> is the mask of the chosen row, which the reference applies twice: it matters for fractional masks only. A pair of which
/// either row is absent is absent, unlike in the reference. Rewards of shape <c>[2*P]</c> or <c>[2*P, 1]</c>. Source: NeMo-RL,
/// <c>nemo_rl.algorithms.loss_functions.PreferenceLoss</c>; Bradley and Terry's model of pairs. Only <c>global_valid_seqs</c> is
/// needed.
/// </remarks>
public sealed class PreferenceLoss()
    : SequenceLoss<PreferenceLossDataDict, PreferenceMetrics>((reward, row, metrics) => Pair(reward, row, metrics), LossInput.Rewards)
{
    /// <summary>The loss of a pair: <c>-m * log sigmoid(β * (chosen - rejected))</c>.</summary>
    /// <param name="reward">The reward of a row.</param>
    /// <param name="row">The batch.</param>
    /// <param name="metrics">Where metrics go.</param>
    /// <param name="beta">β; the loss itself has none.</param>
    public static Term Pair(Term reward, PreferenceLossDataDict.Terms row, PreferenceMetrics.Terms metrics, double beta = 1)
    {
        var (chosen, rejected) = (Term.Chosen(reward), Term.Rejected(reward));
        metrics.Accuracy = Term.Select(chosen > rejected, 1, 0);
        metrics.RewardsChosenMean = chosen;
        metrics.RewardsRejectedMean = rejected;
        metrics.NumValidSamples = Term.OncePerSequence(0.5);
        return Preference(chosen, rejected, beta) * Term.Chosen(row.SampleMask);
    }

    /// <summary>
    /// The model of pairs: <c>-log sigmoid(β * (chosen - rejected))</c>. Equal rewards give <c>log 2</c>, infinite ones as well.
    /// </summary>
    /// <param name="chosen">The reward of the chosen row.</param>
    /// <param name="rejected">The reward of the rejected row.</param>
    /// <param name="beta">What the difference of the rewards is multiplied with.</param>
    public static Term Preference(Term chosen, Term rejected, Term beta)
    {
        // Infinity less infinity would be NaN, where equal rewards prefer neither.
        var isTied = Term.AreEqual(chosen, rejected) & Term.AreEqual(Term.Abs(chosen), double.PositiveInfinity);
        var delta = Term.Select(isTied, 0, chosen - rejected);
        // So would 0 times infinity be, where without a weight there is no preference. NaN shows.
        var isNothing = Term.AreEqual(beta, 0) & Term.AreEqual(Term.Abs(delta), double.PositiveInfinity);
        return -Term.LogSigmoid(beta * Term.Select(isNothing, 0, delta));
    }
}
