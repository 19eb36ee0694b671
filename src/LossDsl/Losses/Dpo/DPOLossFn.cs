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
/// Source: NeMo-RL, <c>nemo_rl.algorithms.loss_functions.DPOLossFn</c>; DPO arXiv:2305.18290. <c>global_valid_seqs</c> is
/// needed always; <c>global_valid_toks</c> must be given with a supervised term, as in the reference.
/// </remarks>
public sealed class DPOLossFn : LossFunction<DPOLossDataDict, DPOMetrics>
{
    private readonly DPOLossConfig _config;

    /// <summary>Makes the loss.</summary>
    /// <param name="config">Its configuration.</param>
    /// <exception cref="LossConfigException">The configuration breaks its rules; every violation is listed.</exception>
    public DPOLossFn(DPOLossConfig config)
        : base(TensorField.CreateInput("next_token_logits", "2*P S V", DType.Float))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        _config = config;
    }

    /// <inheritdoc/>
    protected override (Tensor Loss, DPOMetrics Metrics) ComputeLoss(
        ModelOutput output, DPOLossDataDict data, GlobalNormalization totals)
    {
        var sequences = totals.RequireSequences(nameof(DPOLossFn));
        if (_config.SftLossWeight > 0)
            totals.RequireTokens(nameof(DPOLossFn));
        var dtype = Precision.Resolve(output, data.ReferencePolicyLogprobs);
        var next = data.NextToken;

        // A row takes part where its pair is whole; the weight of the pair is applied to the pair, not to its tokens.
        var samples = PreferenceTerms.WholePairs(data.SampleMask);
        var tokens = TokenMasks.Create(next.TokenMask, samples != Scalars.Zero, dtype);
        var logprobs = output.Logprobs(next.InputIds, tokens.Absent, dtype);
        var difference = (Masked.Fill(logprobs, tokens.Absent) - tokens.Apply(next.ReferencePolicyLogprobs)) * tokens.Tokens;
        var rewards = difference.sum(-1);
        if (_config.PreferenceAverageLogProbs)
            rewards /= tokens.Tokens.sum(-1).clamp_min(Scalars.One);

        var terms = PreferenceTerms.Of(rewards, data.SampleMask, sequences, _config.ReferencePolicyKlPenalty);
        var loss = Weighted(terms.Loss, _config.PreferenceLossWeight, logprobs);
        Tensor? sft = null;
        if (_config.SftLossWeight > 0)
        {
            var masks = TokenMasks.Create(next.TokenMask, samples, dtype);
            sft = SftLoss(logprobs, masks, sequences);
            loss += Weighted(sft, _config.SftLossWeight, logprobs);
        }

        return (loss, new DPOMetrics
        {
            Loss = loss,
            SftLoss = sft ?? zeros_like(loss),
            PreferenceLoss = terms.Loss,
            Accuracy = terms.Accuracy,
            RewardsChosenMean = terms.RewardsChosenMean,
            RewardsRejectedMean = terms.RewardsRejectedMean,
            NumValidSamples = samples.to(dtype).sum() / Scalars.Two,
        });
    }

    // What weighs 0 adds nothing, be it infinite: only the graph goes on.
    private static Tensor Weighted(Tensor term, double weight, Tensor logprobs)
    {
        var rounded = Precision.Round(weight, term.dtype);
        using var factor = rounded.ToScalar();
        return rounded != 0 ? factor * term : Masked.Fill(logprobs, ones_like(logprobs, dtype: @bool)).sum();
    }

    private Tensor SftLoss(Tensor logprobs, TokenMasks masks, Tensor sequences)
    {
        var (chosen, _) = PreferenceTerms.SplitOutputTensor(NLLLoss.PerRow(logprobs, masks, _config.SftAverageLogProbs));
        var (mask, _) = PreferenceTerms.SplitOutputTensor(masks.Samples);
        return Masked.Mean(chosen, mask, globalNormalizationFactor: sequences.to(chosen.dtype) / Scalars.Two);
    }
}
