using LossDsl.Tests.Losses;

namespace LossDsl.Tests.Outputs;

/// <summary>The gradient does not depend on where it is stored, and unsafe storage is refused.</summary>
public sealed class GradientStorageTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string> Losses() => [.. Subject.All.Where(loss => loss.Value.Output == Batch.Logits).Select(loss => loss.Key)];

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_gradient_is_the_same_in_every_place(string loss)
    {
        var subject = Subject.All[loss];
        manual_seed(37);
        var (leaf, batch) = subject.Sample(4, 5);
        var expected = subject.Run(leaf, batch);
        using var buffer = new GradientBuffer();

        foreach (var place in new[] { GradientStorage.NewTensor, GradientStorage.InPlace, buffer, buffer })
        {
            var outcome = subject.Compute(new Subject.Call(
                ModelOutput.FromLogits(leaf * 1, place), leaf, batch, Subject.Totals(batch)));
            Assert.Equal(expected.Gradient, outcome.Gradient);
        }
    }

    [Fact]
    public void Logits_that_keep_their_gradient_refuse_to_be_overwritten()
    {
        var batch = Batch.Nll(2, 4);
        using var buffer = new GradientBuffer();
        foreach (var place in new[] { GradientStorage.InPlace, buffer })
        {
            Assert.Contains("are a leaf", Assert.Throws<InvalidOperationException>(() => new NLLLoss().Compute(
                ModelOutput.FromLogits(Batch.Logits(2, 4), place), batch, GlobalNormalization.FromBatch(batch))).Message);
        }
    }
}
