class PolicyGradient(ClippedPGLossFn loss, Func<Tensor, Tensor> model)
{
    // Mini-batches with a step each: their counts are their own.
    public void Epoch(ClippedPGLossDataDict rollout, Optimizer optimizer)
    {
        foreach (var mini in rollout.Microbatches(64))
        {
            using var scope = NewDisposeScope();
            var totals = GlobalNormalization.FromBatch(mini);
            optimizer.zero_grad();
            foreach (var micro in mini.Microbatches(8))
            {
                using var inner = NewDisposeScope();
                loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();
            }

            optimizer.step();
        }
    }

    // Disposed one by one instead of by a scope.
    public double Each(IReadOnlyList<ClippedPGLossDataDict> parts, GlobalNormalization totals)
    {
        var sum = 0.0;
        for (var i = 0; i < parts.Count; i++)
        {
            using var result = loss.Compute(model(parts[i].InputIds), parts[i], totals);
            result.Loss.backward();
            sum += result.Loss.item<float>() / parts.Count;
        }

        return sum;
    }

    // Kept for the caller.
    public List<Tensor> All(IEnumerable<ClippedPGLossDataDict> parts, GlobalNormalization totals)
    {
        var losses = new List<Tensor>();
        foreach (var part in parts)
            losses.Add(loss.Compute(model(part.InputIds), part, totals).Loss);
        return losses;
    }

    public ClippedPGLossDataDict Renewed(ClippedPGLossDataDict old, Tensor logprobs) => old with
    {
        PrevLogprobs = logprobs, GenerationLogprobs = old.PrevLogprobs, Advantages = old.Advantages.detach(),
    };

    public BatchedDataDict<DPOLossDataDict> Pairs(ClippedPGLossDataDict policy, Tensor reference) => new()
    {
        ["input_ids"] = policy.InputIds,
        ["token_mask"] = policy.TokenMask,
        ["sample_mask"] = policy.SampleMask,
        ["reference_policy_logprobs"] = reference,
    };

    public sealed class Optimizer
    {
        public void step() { }

        public void zero_grad() { }
    }
}
