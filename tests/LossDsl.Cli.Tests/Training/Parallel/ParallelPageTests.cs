using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training.Parallel;

/// <summary>The code of docs/parallel.md runs, and its statements about the trainer are true.</summary>
public class ParallelPageTests
{
    private static readonly string Page = File.ReadAllText(Beside("../../../../docs/parallel.md")).ReplaceLineEndings("\n");

    [Fact]
    public void The_page_shows_the_code_that_is_tested()
    {
        var code = Lines(File.ReadAllText(Beside("ParallelPage.cs"))) + "\n" + Lines(File.ReadAllText(Beside("StarGroup.cs")));
        var blocks = Page.Split("```csharp\n").Skip(1).ToList();

        Assert.Equal(3, blocks.Count);
        Assert.All(blocks, block => Assert.Contains(Lines(block[..block.IndexOf("```", StringComparison.Ordinal)]), code));
    }

    [Fact]
    public void Ranks_that_streams_connect_have_the_loss_of_one()
    {
        using var scope = NewDisposeScope();
        var logits = tensor([.. Enumerable.Range(0, 80).Select(i => 3 * MathF.Sin(0.37f * i))], [2, 5, 8]);
        var batch = new BatchedDataDict<NLLLossDataDict>
        {
            ["input_ids"] = tensor((long[])[1, 7, 0, 4, 2, 6, 3, 5, 1, 0], [2, 5]), ["token_mask"] = ones(2, 5), ["sample_mask"] = ones(2),
        };
        var totals = GlobalNormalization.FromBatch(batch);
        var expected = new NLLLoss().Compute(logits, batch, totals).Metrics.Read()["loss"];

        var (begins, ends) = ((int[])[0, 3, 4], (int[])[3, 4, 8]);
        Assert.All(Star(3, group =>
        {
            using var inner = NewDisposeScope();
            var own = logits.narrow(2, begins[group.Rank], ends[group.Rank] - begins[group.Rank]).clone().requires_grad_();
            return ParallelPage.Ranks(new NLLLoss(), group, null, own, batch, totals);
        }), found => Assert.Equal(expected, found, 1e-6));
    }

    [Fact]
    public void Their_collectives_are_those_of_every_engine() => Assert.All(Star(3, group =>
    {
        using var scope = NewDisposeScope();
        group.Barrier();
        return new[] { ReduceOp.Sum, ReduceOp.Max, ReduceOp.Min }.Select(operation =>
        {
            var own = tensor((long[])[group.Rank + 1, -group.Rank], [2]);
            group.AllReduce(own, operation);
            return (own[0].item<long>(), own[1].item<long>());
        }).Append(Sent(group)).ToArray();
    }), found => Assert.Equal(((long, long)[])[(6, -3), (3, 0), (1, -2), (17, 17)], found));

    [Fact]
    public void Its_places_of_parameters_are_those_of_the_trainer()
    {
        var rows = Page.Split('\n').Where(line => line.StartsWith("| `_", StringComparison.Ordinal)).Select(line => line.Split('|'));
        var written = rows.SelectMany(cells => cells[1].Split(',').Select(name => (Name: name.Trim(' ', '`'), Place: cells[2].Trim())));

        var found = ParameterPlacements.Table.Select(entry => (Name: entry.Key, Place: $"{entry.Value}"))
            .Select(entry => written.Single(cell => Covers(cell.Name, entry.Name)) with { Name = entry.Name });

        Assert.Equal(ParameterPlacements.Table.Select(entry => (entry.Key, $"{entry.Value}")), found);
        static bool Covers(string written, string name) =>
            written == name || (written.EndsWith('*') && name.StartsWith(written[..^1], StringComparison.Ordinal));
    }

    [Fact]
    public void What_it_says_can_be_shared_can_be() => Assert.All(
        new[] { $"({SupervisedPhase.Rows} for `sft` and `grpo`)", $"the pairs of `dpo` ({PreferencePhase.Pairs})" },
        text => Assert.Contains(text, Page.Replace("\n", " ")));

    private static (long, long) Sent(IProcessGroup group)
    {
        var sent = full([2], group.Rank == 2 ? 17 : 0, dtype: int64);
        group.Broadcast(sent, root: 2);
        return (sent[0].item<long>(), sent[1].item<long>());
    }

    /// <summary>Runs ranks as threads that are connected by sockets.</summary>
    private static T[] Star<T>(int size, Func<StarGroup, T> rank)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var ends = Enumerable.Range(1, size - 1).Select(_ =>
        {
            var client = new TcpClient();
            client.Connect((IPEndPoint)listener.LocalEndpoint);
            return (Center: (Stream)listener.AcceptTcpClient().GetStream(), Point: (Stream)client.GetStream());
        }).ToArray();
        var results = new T[size];
        var threads = Enumerable.Range(0, size).Select(i => new Thread(() => results[i] = rank(new StarGroup(
            i, size, i == 0 ? [.. ends.Select(end => end.Center)] : [ends[i - 1].Point])))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return results;
    }

    private static string Lines(string code) =>
        string.Join("\n", code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static string Beside(string path, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, path);
}
