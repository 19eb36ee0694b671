namespace LossDsl.Tests.Losses;

/// <summary>
/// No value at a masked position changes any bit of loss, gradient or metrics. The exception are two metrics that show non-finite
/// values of the inference engine.
/// </summary>
public sealed class AbsentTests : IDisposable
{
    private const string Engine = "generation_logprobs";

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string, float> Poisons() => new(
        from loss in Subject.All.Keys
        from poison in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e30f }
        select (loss, poison));

    public static TheoryData<string, float> EnginePoisons() =>
        [.. Poisons().Where(row => row.Data.Item1.StartsWith("pg_"))];

    [Theory]
    [MemberData(nameof(Poisons))]
    public void Poison_in_masked_slots_changes_no_bit(string loss, float poison)
    {
        var subject = Subject.All[loss];
        manual_seed(3);
        var (output, batch) = subject.Sample(6, 8);
        // Masks a whole pair, so that the pairwise losses have masked rows as well.
        batch.GetTensor("sample_mask")[2] = tensor(0f);
        batch.GetTensor("sample_mask")[3] = tensor(0f);
        var clean = subject.Run(output, batch);

        var absent = AbsentTokens(batch);
        foreach (var (key, value) in batch.ToList())
        {
            if (value is Tensor { dtype: ScalarType.Float32 } field && field.dim() == 2 && key is not ("token_mask" or Engine))
                batch[key] = Poisoned(field, key, absent, poison, loss);
        }

        batch["token_mask"] = PoisonedRow(batch.GetTensor("token_mask"), poison);
        var poisoned = subject.Run(PoisonedOutput(output, absent, poison), batch);

        Assert.Equal(clean.Loss, poisoned.Loss);
        Assert.Equal(clean.Metrics, poisoned.Metrics);
        Assert.Equal(clean.Gradient, poisoned.Gradient);
    }

    // As in the reference, two metrics show non-finite values of the inference engine, masked or not.
    [Theory]
    [MemberData(nameof(EnginePoisons))]
    public void Poison_of_the_engine_in_masked_slots_shows_in_two_metrics_at_most(string loss, float poison)
    {
        var subject = Subject.All[loss];
        manual_seed(3);
        var (output, batch) = subject.Sample(6, 8);
        batch.GetTensor("sample_mask")[2] = tensor(0f);
        var clean = subject.Run(output, batch);

        batch[Engine] = Poisoned(batch.GetTensor(Engine), Engine, AbsentTokens(batch), poison, loss);
        var poisoned = subject.Run(output, batch);

        Assert.Equal(clean.Loss, poisoned.Loss);
        Assert.Equal(clean.Gradient, poisoned.Gradient);
        for (var i = 0; i < clean.Metrics.Length; i++)
        {
            if (float.IsFinite(poison) || ClippedPGMetrics.Schema.Fields[i].Key is not ("token_mult_prob_error" or "approx_entropy"))
                Assert.Equal(clean.Metrics[i], poisoned.Metrics[i]);
        }
    }

    // True where token mask or sample mask is 0, at the position of the token.
    private static Tensor AbsentTokens(BatchedDataDict batch) =>
        (batch.GetTensor("token_mask") == 0).logical_or((batch.GetTensor("sample_mask") == 0).unsqueeze(-1));

    private static Tensor Poisoned(Tensor field, string key, Tensor absent, float poison, string loss)
    {
        // DPO's reference log-probabilities are one position earlier.
        var next = loss.StartsWith("dpo") && key == "reference_policy_logprobs";
        var slots = next ? cat([absent.narrow(1, 1, absent.size(1) - 1), absent.narrow(1, 0, 1)], 1) : absent.clone();
        slots[.., next ? ^1 : 0] = tensor(true);
        return field.masked_fill(slots, poison);
    }

    private static Tensor PoisonedRow(Tensor tokenMask, float poison)
    {
        var poisoned = tokenMask.clone();
        poisoned[2] = tensor(poison);
        return poisoned;
    }

    private static Tensor PoisonedOutput(Tensor output, Tensor absent, float poison)
    {
        using var off = no_grad();
        var poisoned = output.detach().clone();
        if (output.dim() == 1)
            poisoned[2..4] = tensor(poison);
        else
            // Position t predicts token t+1; the last position predicts nothing.
            poisoned.masked_fill_(cat([absent.narrow(1, 1, absent.size(1) - 1), ones_like(absent).narrow(1, 0, 1)], 1).unsqueeze(-1), poison);
        return poisoned.requires_grad_();
    }
}
