using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training.Parallel;

/// <summary>A model that is distributed over ranks computes the same as the whole model.</summary>
public class ShardedModelTests
{
    [Theory]
    [MemberData(nameof(RankThreads.Splits), MemberType = typeof(RankThreads))]
    public void It_gives_the_same_logits(int tensor, int context, int data)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var whole = RankThreads.CreateModel();
        var ids = RankThreads.CreateBatch(6).InputIds;
        var expected = whole.call(ids).Numbers();

        var logits = RankThreads.Run(new Split(tensor, context, data), whole, part => part.call(ids).Numbers());

        Close(expected, logits, 1e-12);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void It_writes_token_by_token_as_it_reads(int tensor)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var whole = RankThreads.CreateModel();
        var ids = RankThreads.CreateBatch(5).InputIds;
        var expected = whole.call(ids).narrow(1, 3, 1).Numbers();

        var logits = RankThreads.Run(new Split(tensor, 1, 1), whole, part =>
        {
            KVCache[] caches = [.. Enumerable.Range(0, RankThreads.Shape.Layers).Select(_ => new KVCache(5, part.Shard, CPU))];
            foreach (var place in Enumerable.Range(0, 3))
                part.DecodeNext(ids.narrow(1, place, 1), place, caches);
            return part.DecodeNext(ids.narrow(1, 3, 1), 3, caches).Numbers();
        });

        Close(expected, logits, 1e-12);
    }

    [Theory]
    [MemberData(nameof(RankThreads.Splits), MemberType = typeof(RankThreads))]
    public void It_has_the_same_loss_the_same_gradients_and_the_same_norm_of_them(int tensor, int context, int data)
    {
        using var scope = NewDisposeScope();
        using var whole = RankThreads.CreateModel();
        var batch = RankThreads.CreateBatch(8);
        var expected = Step(whole, batch);

        var found = RankThreads.Run(new Split(tensor, context, data), whole, part =>
        {
            var sharers = part.Shard.Ranks.Data;
            return Step(part, sharers is null ? batch : batch.Slice(sharers.Rank * 4, sharers.Rank * 4 + 4));
        });

        Assert.True(expected.Norm > 0.25, $"nothing is clipped at {expected.Norm}");
        Assert.Equal(expected.Loss, found.Loss, 1e-12);
        Assert.Equal(expected.Norm, found.Norm, 1e-11);
        Assert.Equal(expected.Gradients.Keys.Order(), found.Gradients.Keys.Order());
        Assert.All(expected.Gradients, gradient => Close(gradient.Value, found.Gradients[gradient.Key], 1e-12));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Its_parts_are_the_whole_and_each_is_smaller(int tensor)
    {
        using var scope = NewDisposeScope();
        using var whole = RankThreads.CreateModel();
        var all = Count(whole);

        var (largest, back) = RankThreads.Run(new Split(tensor, 1, 1), whole, part =>
        {
            var count = full([1], Count(part), dtype: int64);
            part.Shard.Ranks.Tensor!.AllReduce(count, ReduceOp.Max);
            using var joined = WeightSharding.Gather(part);
            return (count.item<long>(), joined.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.Numbers()));
        });

        Assert.True(largest < all * (1.25 / tensor), $"{largest} of {all} weights on a rank");
        Assert.All(whole.named_parameters(), entry => Assert.Equal(entry.parameter.Numbers(), back[entry.name]));
    }

    [Fact]
    public void Every_placement_is_of_a_parameter_and_every_matrix_but_one_is_placed()
    {
        using var whole = RankThreads.CreateModel();
        var names = whole.named_parameters().Select(entry => entry.name).ToArray();

        Assert.All(ParameterPlacements.Table.Keys, end => Assert.Contains(names, name => name.EndsWith(end, StringComparison.Ordinal)));
        Assert.Equal(
            ["_positionEmbedding.weight"],
            whole.named_parameters().Where(entry => entry.parameter.dim() == 2 && ParameterPlacements.GetPlacement(entry.name) == Placement.Replicated).Select(entry => entry.name));
    }

    private static (double Loss, double Norm, Dictionary<string, double[]> Gradients) Step(CharTransformer model, NLLLossDataDict rows)
    {
        var sharers = model.Shard.Ranks.Data;
        var totals = sharers is null ? GlobalNormalization.FromBatch(rows) : GlobalNormalization.FromBatch(rows, sharers);
        using var sum = new MetricsAccumulator<NLLMetrics>();
        foreach (var micro in rows.Microbatches(3))
        {
            var (value, metrics) = new NLLLoss().Compute(model.ComputeOutput(micro.InputIds), micro, totals);
            value.backward();
            sum.Add(metrics);
        }

        var norm = GradientReduction.ReduceAndClip(model, largest: 0.25);
        var loss = (sharers is null ? sum.Read() : sum.Read(sharers))["loss"];
        return (loss, norm, Joined(model));
    }

    private static Dictionary<string, double[]> Joined(CharTransformer model)
    {
        using var like = new CharTransformer(model.Shard.Shape);
        var own = model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.grad);
        return like.named_parameters().ToDictionary(entry => entry.name, entry =>
        {
            WeightSharding.Gather(own.GetValueOrDefault(entry.name), entry.parameter, entry.name, model.Shard);
            return entry.parameter.Numbers();
        });
    }

    private static long Count(CharTransformer model) => model.parameters().Sum(parameter => parameter.numel());

    private static void Close(double[] expected, double[] found, double tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
