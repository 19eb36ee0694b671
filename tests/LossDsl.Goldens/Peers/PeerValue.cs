namespace LossDsl.Goldens.Peers;

/// <summary>Value losses of other libraries.</summary>
internal static class PeerValue
{
    /// <summary>verl's value loss. Reductions that ours does not have are composed of sums.</summary>
    public static PeerOutcome Verl(PeerCase peer)
    {
        var options = peer.Options();
        var v = peer.Leaf("vpreds");
        var mask = peer.Float("response_mask");
        var batch = new ValueBatch(v, peer.GetTensor("values"), peer.GetTensor("returns"), mask);
        var config = new ValueLossConfig { Cliprange = options.Number("cliprange_value", 0.5) };
        var (rows, length) = ((mask.sum(1) > 0).sum().ToDouble(), mask.size(1));
        var (mode, tokens) = (options.Text("loss_agg_mode") ?? "token-mean", mask.sum().ToDouble());
        var sizes = options.Section("global_batch_info") ?? options;
        var (allTokens, allRows) = (sizes.Number("batch_num_tokens", tokens), sizes.Number("global_batch_size", rows));
        var (loss, metrics) = batch.Compute(config with { TokenLevelLoss = mode != "seq-mean-token-mean" }, tokens, rows);
        loss *= sizes.Number("dp_size", 1) * mode switch
        {
            "token-sum" => tokens,
            "seq-mean-token-mean" => rows / allRows,
            "seq-mean-token-sum" => tokens / allRows,
            "seq-mean-token-sum-norm" => tokens / (allRows * sizes.Number("loss_scale_factor", length)),
            _ => tokens / allTokens,
        };
        return new PeerOutcome { Loss = loss, Leaves = { ["vpreds"] = [v] }, Metrics = { ["vf_clipfrac"] = metrics["vf_clipfrac"] } };
    }

    /// <summary>AReaL's value loss.</summary>
    public static PeerOutcome Areal(PeerCase peer)
    {
        const double Delta = 10;
        var options = peer.Options();
        var v = peer.Leaf("value");
        var mask = peer.Float("loss_mask");
        var batch = new ValueBatch(v, peer.GetTensor("old_value"), peer.GetTensor("target_value"), mask);
        var (loss, _) = batch.Compute(
            new() { Cliprange = options.Number("value_eps_clip"), HuberDelta = options.Text("loss_fn_type") == "huber" ? Delta : null },
            mask.sum().ToDouble(),
            mask.size(0));
        return PeerOutcome.FromLoss(loss, "value", v);
    }

    /// <summary>SkyRL's value loss.</summary>
    public static PeerOutcome SkyRl(PeerCase peer)
    {
        var v = peer.Leaf("values");
        var mask = peer.Float("loss_mask");
        var batch = new ValueBatch(v, peer.GetTensor("old_values"), peer.GetTensor("returns"), mask);
        var (loss, metrics) = batch.Compute(
            new() { Cliprange = peer.Options().Number("value_clip"), TokenLevelLoss = false }, mask.sum().ToDouble(), mask.size(0));
        return new PeerOutcome { Loss = loss, Leaves = { ["values"] = [v] }, Metrics = { ["clipfrac"] = metrics["vf_clipfrac"] } };
    }

    /// <summary>OpenRLHF's value loss.</summary>
    public static PeerOutcome OpenRlhf(PeerCase peer)
    {
        var options = peer.Options();
        var v = peer.Leaf("values");
        var mask = peer.Float("action_mask");
        var isTokenLevel = options.Flag("token_level_loss", true);
        var (tokens, rows) = (mask.sum().ToDouble(), (mask.sum(1) > 0).sum().ToDouble());
        var batch = new ValueBatch(v, peer.GetTensor("old_values"), peer.GetTensor("returns"), mask);
        var (loss, _) = batch.Compute(new() { Cliprange = options.Number("clip_eps"), TokenLevelLoss = isTokenLevel }, tokens, rows);
        if ((isTokenLevel ? options.Number("batch_num_tokens") : options.Number("global_batch_size")) is { } whole)
            loss *= (isTokenLevel ? tokens : rows) / whole * options.Number("dp_size", 1);
        return PeerOutcome.FromLoss(loss, "values", v);
    }

    private sealed record ValueBatch(Tensor Values, Tensor Old, Tensor Returns, Tensor Mask)
    {
        public (Tensor Loss, Dictionary<string, double> Metrics) Compute(ValueLossConfig config, double tokens, double rows)
        {
            var batch = new BatchedDataDict<ValueLossDataDict>
            {
                ["token_mask"] = Mask,
                ["sample_mask"] = (Mask.sum(1) > 0).to(float32),
                ["returns"] = Returns,
                ["values"] = Old,
            };
            var result = new ValueLossFn(config).Compute(Values, batch, new GlobalNormalization(tensor(rows), tensor(tokens)));
            return (result.Loss, result.Metrics.Read().ToDictionary(metric => metric.Key, metric => metric.Value));
        }
    }
}
