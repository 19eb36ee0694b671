using LossDsl.Tests.Losses;
using LossDsl.Tests.Packing;

namespace LossDsl.Tests.Outputs;

/// <summary>Log-probabilities that the caller has computed give the same as the logits.</summary>
public sealed class LogprobsOutputTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public LogprobsOutputTests() => manual_seed(29);

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string> Losses() => 
        [.. Subject.All.Where(loss => loss.Value.Output == Batch.Logits).Select(loss => loss.Key).Where(loss => !ReadsEntropy(loss))];

    [Theory]
    [MemberData(nameof(Losses))]
    public void They_give_what_the_logits_give(string loss)
    {
        var subject = Subject.All[loss];
        var (logits, batch) = subject.Sample(4, 5, float64);
        var expected = subject.Run(logits, batch);

        var actual = subject.Compute(new Subject.Call(
            ModelOutput.FromLogprobs(Logprobs(logits, batch)), logits, batch, Subject.Totals(batch)));

        actual.IsNear(expected, float64);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void They_do_not_determine_entropies(bool packed)
    {
        var (logits, batch) = Subject.All["entropy"].Sample(4, 5);
        var logprobs = packed ? randn(1, 20) : randn(4, 4);

        var error = Assert.Throws<NotSupportedException>(() => Subject.All["entropy"].Compute(new Subject.Call(
            ModelOutput.FromLogprobs(logprobs), logits, batch, Subject.Totals(batch), packed ? tensor(new long[] { 0, 5, 10, 15, 20 }) : null)));
        Assert.Contains("pass logits or HiddenStates instead of ModelOutput.FromLogprobs", error.Message);
    }

    [Fact]
    public void Packed()
    {
        var subject = Subject.All["dpo"];
        var (logits, batch) = subject.Sample(4, 5, float64);
        var pack = new Pack([5, 3, 4, 2], [0, 1, 2, 0]);
        batch["token_mask"] = batch.GetTensor("token_mask") * pack.Owned(5).to(float64);
        var logprobs = Logprobs(logits, batch);
        // The last position of a row predicts nothing.
        var positions = cat([logprobs, full([4, 1], double.NaN, dtype: float64)], 1).unsqueeze(-1);
        var packed = pack.Of(positions, double.NaN).squeeze(-1);

        var actual = subject.Compute(new Subject.Call(
            ModelOutput.FromLogprobs(packed), logits, batch, Subject.Totals(batch), pack.CuSeqlens(), pack.CuSeqlensPadded()));

        actual.IsNear(subject.Run(logits, batch), float64);
    }

    [Fact]
    public void They_are_held_against_the_batch()
    {
        var batch = Batch.Nll(4, 5);
        var totals = GlobalNormalization.FromBatch(batch);

        var error = Assert.Throws<BatchValidationException>(
            () => new NLLLoss().Compute(ModelOutput.FromLogprobs(randn(4, 5)), batch, totals));
        Assert.Equal(
            ["next_token_logprobs: expected [B, S-1] = [4, 4], got [4, 5]"],
            error.Violations.Select(found => $"{found.Key}: {found.Problem}"));
        Assert.StartsWith("rewards: expected [2*P], got log-probabilities of tokens", Assert.Throws<ArgumentException>(
            () => new PreferenceLoss().Compute(ModelOutput.FromLogprobs(randn(4, 4)), Batch.Preference(4, 5), totals)).Message);
        Assert.Throws<NotSupportedException>(() => ModelOutput.FromLogprobs(randn(4, 4)).ToLogits());
        Assert.Throws<ArgumentNullException>(() => ModelOutput.FromLogprobs(null!));
    }

    private static bool ReadsEntropy(string loss) => loss.StartsWith("entropy", StringComparison.Ordinal);

    private static Tensor Logprobs(Tensor logits, BatchedDataDict batch)
    {
        var next = batch.GetTensor("input_ids").narrow(1, 1, 4);
        return ((ModelOutput)logits).Logprobs(next, zeros_like(next).to(ScalarType.Bool), float64);
    }
}
