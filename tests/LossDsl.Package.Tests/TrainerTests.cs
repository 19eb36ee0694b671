using LossDsl.Package.Tests.Harness;

namespace LossDsl.Package.Tests;

/// <summary>A correct program that uses only the package.</summary>
public sealed class TrainerTests(PackageFeed feed)
{
    [Fact]
    public async Task It_builds_without_a_word_and_trains()
    {
        var trainer = await DownstreamProject.CreateRestored(feed, "Trainer");

        var built = (await trainer.Build()).EnsureSuccess();
        var ran = (await trainer.Run()).EnsureSuccess();

        Assert.DoesNotMatch("warning|error", built.Output.Replace("0 Warning(s)", "").Replace("0 Error(s)", ""));
        Assert.Equal(
            """
            supervised: 20 steps, loss fell
            reinforced: 20 steps, loss is a number
            preference weight: 1

            """,
            ran.Output);
    }
}
