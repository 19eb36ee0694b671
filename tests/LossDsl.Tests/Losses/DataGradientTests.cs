using LossDsl.Tests.Packing;

namespace LossDsl.Tests.Losses;

/// <summary>No loss propagates gradients into batches and counts.</summary>
public sealed class DataGradientTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string, bool> Losses() =>
        new(from loss in Subject.All.Keys from packed in new[] { false, true } select (loss, packed));

    [Theory]
    [MemberData(nameof(Losses))]
    public void No_gradient_goes_into_the_batch(string loss, bool packed)
    {
        var subject = Subject.All[loss];
        manual_seed(9);
        var (output, batch) = subject.Sample(4, 5);
        var clean = Run();

        var data = batch.Where(entry => entry.Value is Tensor { dtype: ScalarType.Float32 }).ToDictionary(
            entry => entry.Key, entry => ((Tensor)entry.Value!).clone().requires_grad_());
        foreach (var (key, tensor) in data)
            batch[key] = tensor * 1;
        var outcome = Run();

        Assert.Equal(clean.Gradient, outcome.Gradient);
        Assert.Equal(clean.Loss, outcome.Loss);
        Assert.All(data, entry => Assert.Null(entry.Value.grad));

        Outcome Run()
        {
            var totals = Subject.Totals(batch);
            totals = new GlobalNormalization(
                totals.ValidSequences!.clone().requires_grad_(), totals.ValidTokens!.clone().requires_grad_());
            var pack = new Pack([5, 5, 5, 5], [0, 1, 0, 2]);
            var call = packed
                ? new Subject.Call(pack.Of(output, double.NaN), output, batch, totals, pack.CuSeqlens(), pack.CuSeqlensPadded())
                : new Subject.Call(output, output, batch, totals);
            var result = subject.Compute(call);
            Assert.Null(totals.ValidTokens!.grad);
            Assert.Null(totals.ValidSequences!.grad);
            return result;
        }
    }

    [Fact]
    public void Backward_reaches_the_model_alone()
    {
        var (logits, batch) = (Batch.Logits(4, 5), Batch.Dpo(4, 5));
        var reference = batch.GetTensor("reference_policy_logprobs").requires_grad_();
        var mask = batch.GetTensor("sample_mask").requires_grad_();

        new DPOLossFn(Subject.PlainDpo with { SftLossWeight = 0.2 })
            .Compute(logits, batch, GlobalNormalization.FromBatch(batch)).Loss.backward();

        Assert.NotNull(logits.grad);
        Assert.Null(reference.grad);
        Assert.Null(mask.grad);
    }

    [Fact]
    public void Terms_over_rewards_have_data_as_well()
    {
        var (rewards, mask, count) = (randn(4).requires_grad_(), ones(4).requires_grad_(), tensor(4f).requires_grad_());
        new PreferenceLoss().Compute(rewards, ScaledPreference.Batch(mask), new GlobalNormalization(count, null)).Loss.backward();
        Assert.NotNull(rewards.grad);
        Assert.Null(mask.grad);
        Assert.Null(count.grad);
    }
}
