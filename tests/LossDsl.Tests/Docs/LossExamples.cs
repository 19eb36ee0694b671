namespace LossDsl.Tests.Docs;

/// <summary>The code of the pages under docs/losses, run.</summary>
internal static class LossExamples
{
    public static MetricValues<ClippedPGMetrics> ClippedPG(
        nn.Module<Tensor, Tensor> model, Tensor ids, Tensor advantages, Tensor previous, Tensor generation, Tensor reference, Tensor written)
    {
        var loss = new ClippedPGLossFn(new ClippedPGLossConfig
        {
            RatioClipMin = 0.2,
            RatioClipMax = 0.28,
            RatioClipC = 3,
            ReferencePolicyKlPenalty = 0.01,
            UseOnPolicyKlApproximation = true,
            UseImportanceSamplingCorrection = true,
            TokenLevelLoss = true,
        });
        var batch = new BatchedDataDict<ClippedPGLossDataDict>
        {
            ["input_ids"] = ids,
            ["advantages"] = advantages.unsqueeze(-1).expand_as(ids),   // one a row, for each of its tokens
            ["prev_logprobs"] = previous,
            ["generation_logprobs"] = generation,
            ["reference_policy_logprobs"] = reference,
            ["token_mask"] = written,                                   // 1 on what the model wrote, 0 on prompts and padding
            ["sample_mask"] = ones(ids.size(0)),
        }.Bind();

        var totals = GlobalNormalization.FromBatch(batch);
        using var metrics = new MetricsAccumulator<ClippedPGMetrics>();
        foreach (var micro in batch.Microbatches(rows: 2))
        {
            var (value, measured) = loss.Compute(model.call(micro.InputIds), micro, totals);
            value.backward();
            metrics.Add(measured);
        }

        var read = metrics.Read();
        Console.WriteLine($"loss {read["loss"]:0.000}, entropy {read["approx_entropy"]:0.00} nats");
        return read;
    }

    public static (Tensor Loss, double Clipped) PolicyGradient(
        nn.Module<Tensor, Tensor> model, Tensor ids, Tensor rewards, Tensor prompts, Tensor previous, Tensor generation, Tensor written)
    {
        var loss = new PolicyGradientLoss(new PolicyGradientLossConfig
        {
            Objective = PolicyObjective.Cispo,
            RatioLowerBound = 0,
            RatioUpperBound = 3,
            CorrectionLevel = CorrectionLevel.Token,
            CorrectionUpperBound = 2,
        });
        var batch = new BatchedDataDict<PolicyGradientLossDataDict>
        {
            ["input_ids"] = ids,
            ["advantages"] = TokenAdvantages.Spread(GroupAdvantages.ComputeGrpo(rewards, prompts), written),
            ["prev_logprobs"] = previous,
            ["generation_logprobs"] = generation,
            ["token_mask"] = written,                                   // 1 on what the model wrote, 0 on prompts and padding
            ["sample_mask"] = ones(ids.size(0)),
        };
        var (value, metrics) = loss.Compute(model.call(ids), batch, GlobalNormalization.FromBatch(batch));
        value.backward();
        var clipped = metrics.Read()["clip_fraction"];
        return (value, clipped);
    }

    public static (double Entropy, AdaptiveEntropy Controller) PolicyGradientWithEntropy(
        nn.Module<Tensor, Tensor> model, IEnumerable<BatchedDataDict<PolicyGradientLossDataDict>> steps)
    {
        var loss = new PolicyGradientLoss(new PolicyGradientLossConfig
        {
            EntropyCoefficient = 1,
            UseEntropyWeights = true,
            UsePolicyWeights = true,
        });
        var controller = new AdaptiveEntropy(Coefficient: 0.001, Target: 0.2, Step: 0.0005, Maximum: 0.01);
        var entropy = double.NaN;                                       // before the first step
        foreach (var batch in steps)
        {
            // Before the step is split: log-probabilities and entropies of the current policy, in one pass over its logits.
            using (no_grad())
            {
                var data = batch.Bind();
                ModelOutput output = model.call(data.InputIds);
                var (previous, entropies) = output.LogprobsAndEntropies(data.NextToken.InputIds, data.NextToken.TokenMask == 0, float32);
                var kept = EntropySelection.SelectTopQuantile(entropies, data.NextToken.TokenMask, fraction: 0.2);
                batch["prev_logprobs"] = nn.functional.pad(previous, [1, 0]);       // entry t is of token t
                batch["policy_weights"] = nn.functional.pad(kept, [1, 0]);
            }

            batch["entropy_weights"] = controller.CreateWeights(batch.Rows, entropy);
            var (value, metrics) = loss.Compute(model.call(batch.GetTensor("input_ids")), batch, GlobalNormalization.FromBatch(batch));
            value.backward();
            entropy = metrics.Read()["entropy"];
            controller = controller.Update(entropy);
        }

        return (entropy, controller);
    }

    public static double Survivors(
        nn.Module<Tensor, Tensor> model, Tensor ids, Tensor advantages, Tensor previous, Tensor generation, Tensor written)
    {
        var corrected = RolloutCorrection.Compute(previous, generation, written, new RolloutCorrectionConfig
        {
            RejectionStatistic = RejectionStatistic.K3,
            RejectionLevel = CorrectionLevel.SequenceMean,
            RejectionUpperBound = 0.1,
        });
        var batch = new BatchedDataDict<PolicyGradientLossDataDict>
        {
            ["input_ids"] = ids,
            ["advantages"] = advantages,
            ["prev_logprobs"] = previous,
            ["token_mask"] = corrected.Mask,                            // without the rejected tokens
            ["sample_mask"] = (corrected.Mask.sum(1) != 0).to(float32), // without responses that are rejected as a whole
        };
        var totals = GlobalNormalization.FromBatch(batch);              // counts the survivors only
        return new PolicyGradientLoss(new PolicyGradientLossConfig()).Compute(model.call(ids), batch, totals).Loss.ToSingle();
    }

    public static double Value(Tensor predicted, Tensor rewards, Tensor old, Tensor written)
    {
        var loss = new ValueLossFn(new ValueLossConfig { Cliprange = 0.2 });
        var batch = new BatchedDataDict<ValueLossDataDict>
        {
            ["token_mask"] = written,
            ["sample_mask"] = ones(written.size(0)),
            ["returns"] = TokenAdvantages.ComputeGae(rewards, old, written, gamma: 1, lambda: 0.95).Returns,
            ["values"] = old,
        };
        var (value, metrics) = loss.Compute(predicted, batch, GlobalNormalization.FromBatch(batch));
        value.backward();
        var read = metrics.Read();
        var explained = 1 - read["residual_sq_mean"] / read["returns_sq_mean"];
        return explained;
    }

    public static Tensor Grpo(Tensor written)
    {
        var rewards = tensor(new float[] { 1, 0, 0, 1 });
        var prompts = tensor(new long[] { 7, 7, 9, 9 });
        var advantages = TokenAdvantages.Spread(GroupAdvantages.ComputeGrpo(rewards, prompts), written);
        return advantages;
    }

    public static Tensor Gae(Tensor rewards, Tensor values, Tensor written)
    {
        var (advantages, returns) = TokenAdvantages.ComputeGae(
            rewards, values, written, gamma: 1, lambdas: TokenAdvantages.ComputeLengthAdaptiveLambda(written));
        var whitened = TokenAdvantages.Whiten(advantages, written);
        return whitened + 0 * returns;
    }

    public static double Nll(nn.Module<Tensor, Tensor> model, Tensor ids, Tensor answers)
    {
        var batch = new BatchedDataDict<NLLLossDataDict>
        {
            ["input_ids"] = ids,
            ["token_mask"] = answers,                   // 1 on the tokens to learn, 0 on prompts and padding
            ["sample_mask"] = ones(ids.size(0)),
        };
        var (value, metrics) = new NLLLoss().Compute(model.call(ids), batch, GlobalNormalization.FromBatch(batch));
        value.backward();
        var perplexity = Math.Exp(metrics.Read()["loss"]);
        return perplexity;
    }

    public static (Tensor Loss, double Accuracy) Preference(nn.Module<Tensor, Tensor> rewardModel, Tensor ids)
    {
        var batch = new BatchedDataDict<PreferenceLossDataDict>
        {
            ["input_ids"] = ids,                        // chosen, rejected, chosen, rejected, ...
            ["token_mask"] = ones_like(ids),
            ["sample_mask"] = ones(ids.size(0)),
        };
        var (value, metrics) = new PreferenceLoss().Compute(rewardModel.call(ids), batch, GlobalNormalization.FromBatch(batch));
        value.backward();
        var accuracy = metrics.Read()["accuracy"];
        return (value, accuracy);
    }

    public static (MetricValues<DPOMetrics> Metrics, double Margin) Dpo(
        nn.Module<Tensor, Tensor> model, nn.Module<Tensor, Tensor> frozen, Tensor ids, Tensor answers)
    {
        var loss = new DPOLossFn(new DPOLossConfig
        {
            ReferencePolicyKlPenalty = 0.1,
            PreferenceLossWeight = 1,
            SftLossWeight = 0.2,
            PreferenceAverageLogProbs = false,
            SftAverageLogProbs = true,
        });

        Tensor reference;
        using (no_grad())
        {
            var predictions = nn.functional.log_softmax(frozen.call(ids), -1).narrow(1, 0, ids.size(1) - 1);
            var next = ids.narrow(1, 1, ids.size(1) - 1).unsqueeze(-1);
            var logprobs = predictions.gather(2, next).squeeze(-1);
            reference = cat([logprobs, zeros([ids.size(0), 1])], 1);      // entry t is of token t+1; of the last there is none
        }

        var batch = new BatchedDataDict<DPOLossDataDict>
        {
            ["input_ids"] = ids,                                        // chosen, rejected, chosen, rejected, ...
            ["token_mask"] = answers,
            ["sample_mask"] = ones(ids.size(0)),
            ["reference_policy_logprobs"] = reference,
        };
        var (value, metrics) = loss.Compute(model.call(ids), batch, GlobalNormalization.FromBatch(batch));
        value.backward();
        var read = metrics.Read();
        var margin = read["rewards_chosen_mean"] - read["rewards_rejected_mean"];
        return (read, margin);
    }

    public static Tensor SequencePacking(nn.Module<Tensor, Tensor> model, Tensor packed, Tensor ids, Tensor answers)
    {
        // Sequences of 3 and of 2 tokens, each in 4 positions of a row of 8.
        var loss = new NLLLoss().AsPacked(cuSeqlensQ: tensor([0L, 3, 5]), cuSeqlensQPadded: tensor([0L, 4, 8]));
        var batch = new BatchedDataDict<NLLLossDataDict>
        {
            ["input_ids"] = ids,                        // [2, 3]: a row a sequence
            ["token_mask"] = answers,
            ["sample_mask"] = ones(2),
        };
        var (value, metrics) = loss.Compute(model.call(packed), batch, loss.ComputeTotals(batch));     // packed: [1, 8]
        value.backward();
        return value;
    }
}
