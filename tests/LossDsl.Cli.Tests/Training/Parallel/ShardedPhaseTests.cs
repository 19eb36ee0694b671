using System.IO.Compression;
using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training.Parallel;

/// <summary>Phases that are distributed over ranks give the same results as one process.</summary>
public class ShardedPhaseTests
{
    private const int Steps = 3;

    [Theory]
    [InlineData("sft", 2, 2, 1)]
    [InlineData("sft", 1, 1, 2)]
    [InlineData("sft", 2, 2, 2)]
    [InlineData("dpo", 2, 1, 2)]
    [InlineData("dpo", 2, 2, 1)]
    public void Step_by_step(string name, int tensor, int context, int data)
    {
        using var scope = NewDisposeScope();
        using var whole = RankThreads.CreateModel();

        var shared = RankThreads.Run(new Split(tensor, context, data), whole, part => Take(name, part, 0, Steps));

        // Called last, since it changes the model.
        Same(Take(name, whole, 0, Steps), shared);
    }

    [Theory]
    [InlineData(1, 1, 1, 2, 2, 1)]
    [InlineData(2, 2, 1, 1, 1, 1)]
    [InlineData(2, 1, 1, 4, 1, 1)]
    [InlineData(1, 1, 2, 2, 1, 2)]
    public void What_some_ranks_save_others_go_on_with(int tensor, int context, int data, int otherTensor, int otherContext, int otherData)
    {
        using var scope = NewDisposeScope();
        using var whole = RankThreads.CreateModel();

        var file = RankThreads.Run(new Split(tensor, context, data), whole, part =>
        {
            using var phase = PhaseCatalog.Create("dpo", RankThreads.CreateContext(part));
            for (var step = 0; step < Steps; step++)
                phase.Step(step);
            return Saved(part, phase);
        });
        var rest = RankThreads.Run(new Split(otherTensor, otherContext, otherData), whole, part =>
        {
            using var archive = new ZipArchive(new MemoryStream(file!));
            var checkpoint = new CheckpointReader(archive);
            checkpoint.Read("model", reader => FullModelState.Load(part, reader));
            using var phase = PhaseCatalog.Create("dpo", RankThreads.CreateContext(part));
            phase.Load(checkpoint);
            return Enumerable.Range(Steps, Steps).Select(phase.Step).ToArray();
        });

        Same(Take("dpo", whole, 0, 2 * Steps)[Steps..], rest);
    }

    private static byte[]? Saved(CharTransformer part, IPhase phase)
    {
        var ranks = part.Shard.Ranks;
        if (!ranks.HoldsSavedWeights)
            return null;
        using var stream = new MemoryStream();
        using (var archive = ranks.IsLeader ? new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true) : null)
        {
            var writer = new CheckpointWriter(archive);
            writer.Add("model", weights => FullModelState.Save(part, weights));
            phase.Save(writer);
        }

        return stream.ToArray();
    }

    private static Dictionary<string, double>[] Take(string name, CharTransformer model, int first, int count)
    {
        using var phase = PhaseCatalog.Create(name, RankThreads.CreateContext(model));
        return [.. Enumerable.Range(first, count).Select(phase.Step)];
    }

    private static void Same(Dictionary<string, double>[] expected, Dictionary<string, double>[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        foreach (var (one, other) in expected.Zip(found))
        {
            Assert.Equal(one.Keys, other.Keys);
            // Before the first update the model equals its reference, so that rounding decides which row it prefers.
            var isTossUp = one == expected[0] && one.GetValueOrDefault("reward_margin", 1) < 1e-9;
            Assert.All(
                one.Where(metric => !isTossUp || metric.Key != "accuracy"),
                metric => Assert.Equal(metric.Value, other[metric.Key], 1e-9));
        }
    }
}
