using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LossDsl.Build.Tests.Harness;

namespace LossDsl.Build.Tests;

/// <summary>docs/older-linux.md describes what the task does.</summary>
public sealed partial class PageTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(Beside("../../docs/older-linux.md")).ReplaceLineEndings("\n");

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_table_of_bytes_is_what_is_changed()
    {
        using var file = TorchSharpLibrary.Open();
        var original = TorchSharpLibrary.Content();

        Assert.Equal(
            LibstdcxxPatch.Find(file).Select(change => (change.Offset, original[change.Offset], change.Value)),
            ByteRow().Matches(Page).Select(row => (
                long.Parse(row.Groups["offset"].Value, CultureInfo.InvariantCulture), Byte(row.Groups["before"]), Byte(row.Groups["after"]))));
    }

    [Fact]
    public void The_warning_is_the_true_one()
    {
        var engine = new Engine();
        var libstdcxx = _scratch.OldLibstdcxx();
        new PatchLibTorchSharp
        {
            BuildEngine = engine, Files = [new Microsoft.Build.Utilities.TaskItem(TorchSharpLibrary.Original)], Folder = _scratch.Patched, Libstdcxx = libstdcxx,
        }.Execute();

        var warning = Assert.Single(engine.Warnings);
        Assert.Contains(
            $"warning {warning.Code}: {warning.Message}".Replace(libstdcxx, "/usr/lib/x86_64-linux-gnu/libstdc++.so.6"), Page.Replace('\n', ' '));
    }

    [Fact]
    public void The_systems_of_the_table_have_what_else_is_needed_or_not()
    {
        using var file = TorchSharpLibrary.Open();
        var needed = ElfVersionTables.Read(file).NeededVersions().Select(version => version.Name).ToList();

        Assert.Contains("GLIBCXX_3.4.30", needed);
        Assert.DoesNotContain("GLIBCXX_3.4.31", needed);
    }

    private static byte Byte(Group group) => Convert.ToByte(group.Value, 16);

    private static string Beside(string path, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, path);

    [GeneratedRegex(@"^\| (?<offset>\d+) \| `[.\w]+` \| (?<before>0x\w\w) \| (?<after>0x\w\w) \|", RegexOptions.Multiline)]
    private static partial Regex ByteRow();
}
