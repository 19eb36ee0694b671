using FsCheck;
using FsCheck.Fluent;
using LossDsl.Tests.Losses;
using Outcome = LossDsl.Tests.Losses.Outcome;

namespace LossDsl.Tests.Packing;

/// <summary>The loss of packed rows, in any order, with or without padding, is that of the padded batch.</summary>
public sealed class PackingTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string> Losses() => [.. Subject.All.Keys];

    [Theory]
    [MemberData(nameof(Losses))]
    public void In_float32(string loss) => Check.One(Draws.Some, Prop.ForAll(Layouts(Subject.All[loss]), layout => Same(loss, layout, float32)));

    [Theory]
    [MemberData(nameof(Losses))]
    public void In_float64(string loss) => Check.One(Draws.Some, Prop.ForAll(Layouts(Subject.All[loss]), layout => Same(loss, layout, float64)));

    // The packs hold NaN at all positions without a token, and so does the batch beyond the end of each row.
    private static void Same(string loss, Layout layout, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var subject = Subject.All[loss];
        manual_seed(layout.Seed);
        var (output, batch) = subject.Sample(layout.Pack.Lengths.Length, layout.Tokens, dtype);
        var owned = layout.Pack.Owned(layout.Tokens);
        batch["token_mask"] = batch.GetTensor("token_mask") * owned.to(dtype);
        var totals = Subject.Totals(batch);
        var whole = subject.Run(output, batch, totals);

        foreach (var (key, value) in batch.ToList())
        {
            if (value is Tensor field && field.dim() == 2 && field.dtype == dtype)
                batch[key] = field.masked_fill(owned == 0, double.NaN);
        }

        var parts = layout.Packs.Select(rows =>
        {
            var pack = layout.Pack.Select(rows);
            var packed = pack.Of(output.index_select(0, Places(rows)), double.NaN);
            var padded = layout.IsPadded ? pack.CuSeqlensPadded() : null;
            if (!layout.IsPadded)
                packed = (pack with { Padding = [.. rows.Select(_ => 0L)] }).Of(output.index_select(0, Places(rows)), double.NaN);
            return subject.Compute(new Subject.Call(packed, output, Select(batch, rows), totals, pack.CuSeqlens(), padded));
        }).ToList();

        var together = Outcome.OfParts(parts);
        // Each pack's gradient is with respect to all rows, so the gradients are summed.
        together = together with { Gradient = [.. whole.Gradient.Select((_, i) => parts.Sum(part => part.Gradient[i]))] };
        together.IsNear(whole, dtype);
    }

    private static Tensor Places(int[] rows) => tensor(rows.Select(row => (long)row).ToArray());

    private static BatchedDataDict Select(BatchedDataDict batch, int[] rows)
    {
        var entries = batch.Select(entry => KeyValuePair.Create(entry.Key, (object?)((Tensor)entry.Value!).index_select(0, Places(rows))));
        return (BatchedDataDict)Activator.CreateInstance(batch.GetType(), entries)!;
    }

    private static Arbitrary<Layout> Layouts(Subject subject) => (
        from groups in Gen.Choose(1, 5)
        from tokens in Gen.Choose(1, 9)
        from lengths in Gen.Choose(1, tokens).ArrayOf(2 * groups)
        from padding in Gen.Choose(0, 3).ArrayOf(2 * groups)
        from padded in Gen.Elements(true, false)
        from order in Gen.Shuffle(Enumerable.Range(0, groups))
        from cuts in Gen.SubListOf(Enumerable.Range(1, groups - 1))
        from seed in Gen.Choose(0, int.MaxValue)
        let rows = subject.Pairs ? 2 : 1
        let bounds = cuts.Order().Prepend(0).Append(groups).ToList()
        select new Layout(
            new Pack([.. lengths.Take(rows * groups).Select(l => (long)l)], [.. padding.Take(rows * groups).Select(p => (long)p)]),
            [.. bounds.Zip(bounds.Skip(1), (begin, end) =>
                order[begin..end].SelectMany(first => Enumerable.Range(first * rows, rows)).ToArray())],
            padded, tokens, seed)).ToArbitrary();

    private sealed record Layout(Pack Pack, int[][] Packs, bool IsPadded, long Tokens, int Seed)
    {
        public override string ToString() =>
            $"lengths {string.Join(' ', Pack.Lengths)} of {Tokens}, padding {(IsPadded ? string.Join(' ', Pack.Padding) : "none")}, "
            + $"packs {string.Join(" | ", Packs.Select(rows => string.Join(' ', rows)))}, seed {Seed}";
    }
}
