namespace LossDsl.Goldens.Peers;

/// <summary>verl's <c>agg_loss</c>, expressed by a reduction of this library.</summary>
/// <param name="Call">The batch with the counts to divide by.</param>
/// <param name="Reduction">The reduction.</param>
/// <param name="Length">The constant number of tokens to divide by; null for none.</param>
/// <param name="Scale">The factor of the loss.</param>
internal sealed record VerlAggregation(PolicyCall Call, PolicyReduction Reduction, double? Length, double Scale)
{
    /// <summary>The reduction for the options of a policy loss.</summary>
    /// <param name="options">The options.</param>
    /// <param name="call">The batch.</param>
    /// <param name="mode">The mode, for a loss that does not read it from the options.</param>
    public static VerlAggregation From(PeerOptions options, PolicyCall call, string? mode = null) =>
        From(mode ?? options.Text("loss_agg_mode") ?? "token-mean", options.Section("global_batch_info") ?? options, call);

    /// <summary>The mean over all rows, those without tokens included (GMPO).</summary>
    public static VerlAggregation RowMean(PolicyCall call) => new(
        call with { Sequences = call.Mask.size(0) }, PolicyReduction.SequenceMeanOfTokenMeans, null, 1);

    /// <summary>The loss.</summary>
    public (Tensor Loss, Dictionary<string, double> Metrics) Compute(PolicyGradientLossConfig config)
    {
        var (loss, metrics) = Call.Compute(config with { Reduction = Reduction, ReductionLength = Length });
        return (loss * Scale, metrics);
    }

    private static VerlAggregation From(string mode, PeerOptions sizes, PolicyCall call)
    {
        var scale = sizes.Number("dp_size", 1);
        call = call with { Tokens = sizes.Number("batch_num_tokens"), Sequences = sizes.Number("global_batch_size") };
        return mode switch
        {
            "token-mean" => new(call, PolicyReduction.TokenMean, null, scale),
            "token-sum" => new(call, PolicyReduction.TokenSum, null, scale),
            "seq-mean-token-mean" => new(call, PolicyReduction.SequenceMeanOfTokenMeans, null, scale),
            "seq-mean-token-sum" => new(call, PolicyReduction.SequenceMeanOfTokenSums, null, scale),
            "seq-mean-token-sum-norm" => new(
                call, PolicyReduction.Constant, sizes.Number("loss_scale_factor", call.Mask.size(1)), scale),
            _ => throw new UsageException($"verl has no loss_agg_mode '{mode}'"),
        };
    }
}
