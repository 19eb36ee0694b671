namespace LossDsl;

/// <summary>The pairwise loss of reward modelling: prefers the chosen row over the rejected row by their rewards.</summary>
/// <remarks>
/// <code>
/// L = - sum over pairs of m * m * log sigmoid(chosen - rejected) / (global_valid_seqs / 2)
/// </code>
/// <c>m</c> is the sample mask of the chosen row, which the reference applies twice: this matters only for fractional masks. A pair with
/// a masked row is masked, unlike in the reference. Rewards have shape <c>[2*P]</c> or <c>[2*P, 1]</c>. Source: NeMo-RL,
/// <c>nemo_rl.algorithms.loss_functions.PreferenceLoss</c>; the Bradley-Terry model. Only <c>global_valid_seqs</c> is
/// required.
/// </remarks>
public sealed class PreferenceLoss()
    : SequenceLoss<PreferenceLossDataDict, PreferenceMetrics>((reward, row, metrics) => Pair(reward, row, metrics), LossInput.Rewards)
{
    /// <summary>The loss of a pair: <c>-m * log sigmoid(β * (chosen - rejected))</c>.</summary>
    /// <param name="reward">The reward of a row.</param>
    /// <param name="row">The batch.</param>
    /// <param name="metrics">The receiver of the metrics.</param>
    /// <param name="beta">The factor β; 1 in this loss.</param>
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
    /// The Bradley-Terry model: <c>-log sigmoid(β * (chosen - rejected))</c>. Equal rewards give <c>log 2</c>, even infinite ones.
    /// </summary>
    /// <param name="chosen">The reward of the chosen row.</param>
    /// <param name="rejected">The reward of the rejected row.</param>
    /// <param name="beta">The factor β of the reward difference.</param>
    public static Term Preference(Term chosen, Term rejected, Term beta)
    {
        // inf - inf would be NaN, but equal rewards mean a difference of 0.
        var isTied = Term.AreEqual(chosen, rejected) & Term.AreEqual(Term.Abs(chosen), double.PositiveInfinity);
        var delta = Term.Select(isTied, 0, chosen - rejected);
        // 0 * inf would be NaN, but β = 0 means no preference. A NaN difference still shows.
        var isNothing = Term.AreEqual(beta, 0) & Term.AreEqual(Term.Abs(delta), double.PositiveInfinity);
        return -Term.LogSigmoid(beta * Term.Select(isNothing, 0, delta));
    }
}
