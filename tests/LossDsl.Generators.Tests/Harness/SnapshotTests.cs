namespace LossDsl.Generators.Tests.Harness;

/// <summary>Tests of the snapshot helper: it fails if a snapshot differs.</summary>
public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string Test => Path.Combine(_folder, "Tests.cs");

    private string Verified => Path.Combine(_folder, "Tests.Method.verified.cs");

    private string Received => Path.Combine(_folder, "Tests.Method.received.cs");

    [Fact]
    public async Task A_new_text_is_not_accepted_but_left_to_be()
    {
        await Assert.ThrowsAsync<SnapshotMismatchException>(() => Snapshot.Verify("text\n", "cs", Test, "Method"));

        Assert.Equal("text\n", File.ReadAllText(Received));
        Assert.False(File.Exists(Verified));
    }

    [Fact]
    public async Task The_accepted_text_passes_and_the_received_one_goes()
    {
        File.WriteAllText(Verified, "a\r\nb\r\n");
        File.WriteAllText(Received, "old");

        await Snapshot.Verify("a\nb\n", "cs", Test, "Method");

        Assert.False(File.Exists(Received));
    }

    [Fact]
    public async Task Another_text_fails_and_shows_what_differs()
    {
        var text = string.Join('\n', Enumerable.Range(0, 20)) + "\n";
        File.WriteAllText(Verified, text);

        var mismatch = await Assert.ThrowsAsync<SnapshotMismatchException>(
            () => Snapshot.Verify(text.Replace("10", "ten"), "cs", Test, "Method"));

        Assert.Equal("  7\n  8\n  9\n- 10\n+ ten\n  11\n  12\n  13\n", mismatch.Difference);
        Assert.Equal(Verified, mismatch.Verified);
    }

    [Fact]
    public async Task A_missing_end_of_line_is_a_difference()
    {
        File.WriteAllText(Verified, "text\n");

        await Assert.ThrowsAsync<SnapshotMismatchException>(() => Snapshot.Verify("text", "cs", Test, "Method"));
    }

    [Fact]
    public async Task The_file_has_the_extension_of_the_text()
    {
        await Assert.ThrowsAsync<SnapshotMismatchException>(() => Snapshot.Verify("{}\n", "json", Test, "Method"));

        Assert.True(File.Exists(Path.Combine(_folder, "Tests.Method.received.json")));
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
