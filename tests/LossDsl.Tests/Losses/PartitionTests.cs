using FsCheck;
using FsCheck.Fluent;
using Outcome = LossDsl.Tests.Losses.Outcome;

namespace LossDsl.Tests.Losses;

/// <summary>Losses, gradients and metrics of microbatches add up to those of the whole batch, however it is split.</summary>
public sealed class PartitionTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string> Losses() => [.. Subject.All.Keys];

    [Theory]
    [MemberData(nameof(Losses))]
    public void In_float32(string loss) => Check.One(Draws.Some, Prop.ForAll(Cuts(Subject.All[loss]), cut => Same(loss, cut, float32)));

    [Theory]
    [MemberData(nameof(Losses))]
    public void In_float64(string loss) => Check.One(Draws.Some, Prop.ForAll(Cuts(Subject.All[loss]), cut => Same(loss, cut, float64)));

    private static void Same(string loss, Cut cut, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var subject = Subject.All[loss];
        manual_seed(cut.Seed);
        var (output, batch) = subject.Sample(cut.Bounds[^1], cut.Tokens, dtype);
        var totals = Subject.Totals(batch);

        var parts = cut.Bounds.Zip(cut.Bounds.Skip(1), (begin, end) => subject.Run(
            output.detach().narrow(0, begin, end - begin).clone().requires_grad_(), Batch.Rows(batch, begin, end - begin), totals));

        Outcome.OfParts(parts).IsNear(subject.Run(output, batch), dtype);
    }

    private static Arbitrary<Cut> Cuts(Subject subject) => (
        from groups in Gen.Choose(1, 5)
        from inner in Gen.SubListOf(Enumerable.Range(1, groups - 1))
        from tokens in Gen.Choose(1, 9)
        from seed in Gen.Choose(0, int.MaxValue)
        let rows = subject.Pairs ? 2 : 1
        select new Cut([0, .. inner.Order().Select(bound => (long)bound * rows), groups * rows], tokens, seed)).ToArbitrary();

    private sealed record Cut(long[] Bounds, long Tokens, int Seed)
    {
        public override string ToString() => $"rows cut at {string.Join(' ', Bounds)}, {Tokens} tokens, seed {Seed}";
    }
}
