using System.Runtime.CompilerServices;
using LossDsl.Tests.Batches;

namespace LossDsl.Tests.Docs;

public sealed class BatchesPageTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void The_page_shows_the_code_that_is_tested()
    {
        var code = Lines(File.ReadAllText(Beside("BatchesPage.cs")));
        var blocks = File.ReadAllText(Beside("../../../docs/batches.md")).ReplaceLineEndings("\n").Split("```csharp\n").Skip(1).ToList();

        Assert.True(blocks.Count >= 7);
        Assert.All(blocks, block => Assert.Contains(Lines(block[..block.IndexOf("```", StringComparison.Ordinal)]), code));
    }

    [Fact]
    public void The_carrier_is_bound_and_says_what_it_lacks()
    {
        var batch = BatchesPage.Carrier();

        Assert.Equal(8, BatchesPage.Bound(batch).Rows);
        Assert.Equal("", BatchesPage.Refused(batch, new RolloutConfig { KlPenalty = 0 }));
        Assert.Contains(
            BatchesPage.Refused(batch, new RolloutConfig { KlPenalty = 0.1 }),
            File.ReadAllText(Beside("../../../docs/batches.md")));
    }

    [Fact]
    public void The_message_of_the_page_is_the_true_one()
    {
        var batch = BatchesPage.Carrier();
        batch["token_mask"] = ones(8, 5);
        batch["sample_masks"] = batch["sample_mask"];
        batch.Remove("sample_mask");
        batch["hidden"] = zeros(8, 6, 3, 2);

        var message = Assert.Throws<BatchValidationException>(() => batch.Bind()).Message;

        Assert.Contains(message.ReplaceLineEndings("\n"), File.ReadAllText(Beside("../../../docs/batches.md")).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Views_and_operations_do_what_the_page_says()
    {
        var data = BatchesPage.Carrier().Bind();

        Assert.Equal("8 5", BatchesPage.Views(data).Targets.Size());
        Assert.Equal(
            [4L, 3L, 8L, 32L, 7L, 8L, 4L, 4L, 8L, 8L],
            BatchesPage.Operations(data, arange(8, dtype: int64), CPU).Select(batch => batch.Rows));
        Assert.Equal(3, BatchesPage.Microbatches(data));
        Assert.Equal(["c", "d"], (List<string>)BatchesPage.Carried(BatchesPage.Carrier())["prompts"]!);
        Assert.Equal(12, BatchesPage.Carried(BatchesPage.Carrier())["step"]);
    }

    [Fact]
    public void What_is_kept_lives_and_the_rest_is_gone()
    {
        var data = BatchesPage.Carrier().Bind();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        var kept = BatchesPage.Kept(data);

        Assert.Equal("4 64", kept.InputIds.Size());
        Assert.Equal(3, DisposeScopeManager.Statistics.ThreadTotalLiveCount - before);
    }

    private static string Lines(string code) =>
        string.Join("\n", code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static string Beside(string path, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, path);
}
