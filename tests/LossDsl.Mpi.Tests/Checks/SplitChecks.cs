using LossDsl.Tests;
using LossDsl.Tests.Losses;
using LossDsl.Tests.Parallel;

namespace LossDsl.Mpi.Tests.Checks;

/// <summary>
/// Loss, metrics and gradients do not depend on how a step is split over rows, context, vocabulary and microbatches: they are
/// those of
/// one process.
/// </summary>
internal static class SplitChecks
{
    private const int Draws = 4;

    private static readonly Layout[] Layouts =
    [
        new(2, 1, 1), new(1, 2, 1), new(1, 1, 2),
        new(4, 1, 1), new(1, 4, 1), new(1, 1, 4), new(2, 2, 1), new(2, 1, 2), new(1, 2, 2),
    ];

    public static IEnumerable<Check> All =>
        from layout in Layouts
        from loss in Subject.All
        where layout.Data == layout.World || loss.Value.Output == Batch.Logits
        select new Check($"{loss.Key} over {layout}", world => Each(draw => Same(world, loss.Value, layout, draw)), layout.World);

    private static void Each(Action<int> check)
    {
        for (var draw = 0; draw < Draws; draw++)
        {
            try
            {
                check(draw);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"draw {draw}", failure);
            }
        }
    }

    private static void Same(MpiGroup world, Subject subject, Layout layout, int draw)
    {
        // Every rank draws the same step.
        var (random, row) = (new Random(draw), subject.Pairs ? 2 : 1);
        var dtype = draw % 2 == 0 ? float64 : float32;
        var rows = Cut(random, random.Next(layout.Data, layout.Data + 5), layout.Data);
        var shards = new Shards(Cut(random, Batch.Vocabulary, layout.Vocabulary), layout.Context);
        manual_seed(draw);
        var (output, batch) = subject.Sample(rows.Sum() * row, random.Next(1, 10), dtype);
        var expected = subject.Run(output, batch);
        var gradient = tensor(expected.Gradient).view(output.shape).to(dtype);

        var place = layout.Place(world.Rank);
        var (processes, parallel) = layout.Groups(world);
        var (begin, length) = (rows[..place.Data].Sum() * row, rows[place.Data] * row);
        var totals = Subject.Totals(Batch.Rows(batch, begin, length), processes);
        // Ranks with the same rows have the same microbatches; other ranks have their own.
        var micros = Cut(new Random(draw * 100 + place.Data), (int)rows[place.Data], null);
        var (calls, gradients) = (new List<Subject.Call>(), new List<double>());
        foreach (var micro in micros.Select(part => part * row))
        {
            var leaf = Part(output.detach(), begin, micro, double.NaN).clone().requires_grad_();
            var given = layout.Data == layout.World ? leaf : ModelOutput.FromShard(leaf, parallel);
            calls.Add(new Subject.Call(given, leaf, Batch.Rows(batch, begin, micro), totals));
            gradients.AddRange((Part(gradient, begin, micro, 0) * layout.Context).to(float64).ToArray<double>());
            begin += micro;
        }

        subject.Step(calls, processes).IsNear(expected with { Gradient = [.. gradients] }, dtype);

        Tensor Part(Tensor whole, long first, long count, double junk)
        {
            var own = whole.narrow(0, first, count);
            return own.dim() < 3 ? own : shards.Part(own, place.Vocabulary, place.Context, junk);
        }
    }

    /// <summary>Splits a number into parts of at least one: a given number of parts, or a random one.</summary>
    private static long[] Cut(Random random, int total, int? parts)
    {
        var inner = Enumerable.Range(1, total - 1).OrderBy(_ => random.Next()).Take((parts ?? random.Next(1, total + 1)) - 1).Order().ToList();
        return [.. inner.Append(total).Zip(inner.Prepend(0), (end, begin) => (long)end - begin)];
    }
}
