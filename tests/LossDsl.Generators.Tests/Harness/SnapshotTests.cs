namespace LossDsl.Generators.Tests.Harness;

/// <summary>The snapshot helper itself: it must be able to fail.</summary>
public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string Test => Path.Combine(_folder, "Tests.cs");

    private string Verified => Path.Combine(_folder, "Tests.Method.verified.cs");

    private string Received => Path.Combine(_folder, "Tests.Method.received.cs");

    [Fact]
    public void A_new_text_is_not_accepted_but_left_to_be()
    {
        Assert.Throws<SnapshotMismatchException>(() => Verify("text", file: Test, method: "Method"));

        Assert.Equal("text\n", File.ReadAllText(Received));
        Assert.False(File.Exists(Verified));
    }

    [Fact]
    public void The_accepted_text_passes_and_the_received_one_goes()
    {
        File.WriteAllText(Verified, "a\r\nb\r\n");
        File.WriteAllText(Received, "old");

        Verify("a\nb", file: Test, method: "Method");

        Assert.False(File.Exists(Received));
    }

    [Fact]
    public void Another_text_fails_and_shows_what_differs()
    {
        File.WriteAllText(Verified, string.Join('\n', Enumerable.Range(0, 20)) + "\n");

        var mismatch = Assert.Throws<SnapshotMismatchException>(() =>
            Verify(string.Join('\n', Enumerable.Range(0, 20)).Replace("10", "ten"), file: Test, method: "Method"));

        Assert.Equal("  7\n  8\n  9\n- 10\n+ ten\n  11\n  12\n  13\n", mismatch.Difference);
        Assert.Equal(Verified, mismatch.Verified);
    }

    [Fact]
    public void Several_snapshots_of_one_test_have_names()
    {
        Assert.Throws<SnapshotMismatchException>(() => Verify("text", "second", "json", file: Test, method: "Method"));

        Assert.True(File.Exists(Path.Combine(_folder, "Tests.Method_second.received.json")));
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
