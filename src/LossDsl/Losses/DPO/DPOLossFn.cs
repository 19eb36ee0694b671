namespace LossDsl;

/// <summary>Direct preference optimization, with a supervised term on the chosen rows.</summary>
/// <remarks>
/// <code>
/// L = w_p * L_pref + w_s * L_sft
///
/// L_pref = - mean over pairs of log sigmoid(β * (R_chosen - R_rejected))
/// R[b]   = sum((y[b] - reference[b]) * token_mask[b]),   averaged over the tokens with preference_average_log_probs
/// L_sft  = mean over pairs of the negative log-likelihood of the chosen row
/// </code>
/// A term with weight 0 contributes nothing, even if it is infinite. Source: NeMo-RL, <c>nemo_rl.algorithms.loss_functions.DPOLossFn</c>;
/// DPO arXiv:2305.18290. <c>global_valid_seqs</c> is always required; <c>global_valid_toks</c> is required with a supervised term, as in
/// the reference.
/// </remarks>
/// <param name="config">The configuration.</param>
/// <exception cref="LossConfigException">The configuration violates its rules; every violation is listed.</exception>
public sealed class DPOLossFn(DPOLossConfig config) : SequenceLoss<DPOLossDataDict, DPOLossConfig, DPOMetrics>(
    config, (logprob, row, config, metrics) => Pair(logprob, row, config, metrics))
{
    /// <summary>The loss of a pair.</summary>
    /// <param name="logprob">The log-probability of a token under the policy, in nats.</param>
    /// <param name="row">The batch.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="metrics">The receiver of the metrics.</param>
    public static Term Pair(Term logprob, DPOLossDataDict.Terms row, DPOLossConfig config, DPOMetrics.Terms metrics)
    {
        ArgumentNullException.ThrowIfNull(config);
        var (weight, tokens) = (row.SampleMask, Term.SequenceSum(1));
        var reward = Term.SequenceSum(logprob - row.ReferencePolicyLogprobs);
        if (config.PreferenceAverageLogProbs)
            reward /= Term.Max(tokens, 1);
        var (chosen, rejected) = (Term.Chosen(reward), Term.Rejected(reward));
        var preference = PreferenceLoss.Preference(chosen, rejected, config.ReferencePolicyKlPenalty) * Term.Chosen(weight);

        Term supervised = 0;
        if (config.SftLossWeight > 0)
        {
            var likelihood = Term.SequenceSum(logprob) * weight;
            if (config.SftAverageLogProbs)
                likelihood /= Term.Max(tokens * weight, 1);
            supervised = -Term.Chosen(likelihood);
        }

        metrics.SftLoss = supervised;
        metrics.PreferenceLoss = preference;
        metrics.Accuracy = Term.Select(chosen > rejected, 1, 0);
        metrics.RewardsChosenMean = chosen;
        metrics.RewardsRejectedMean = rejected;
        metrics.NumValidSamples = Term.OncePerSequence(0.5);
        return Term.Weigh(preference, config.PreferenceLossWeight) + Term.Weigh(supervised, config.SftLossWeight);
    }

    private protected override bool RequiresValidTokens => Config is DPOLossConfig { SftLossWeight: > 0 };
}
