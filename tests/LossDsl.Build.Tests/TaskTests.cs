using LossDsl.Build.Tests.Harness;
using Microsoft.Build.Utilities;

namespace LossDsl.Build.Tests;

/// <summary>What the task does in a build, and its messages.</summary>
public sealed class TaskTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly Engine _engine = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("true")]
    [InlineData("True")]
    public void Told_to_it_puts_a_copy_in_the_place_of_the_library(string patch)
    {
        var before = TorchSharpLibrary.Content();

        var task = Run(patch, _scratch.OldLibstdcxx(), TorchSharpLibrary.Original);

        var copy = Assert.Single(task.Copies);
        Assert.Equal(Path.Combine(_scratch.Patched, TorchSharpLibrary.Name), copy.ItemSpec);
        Assert.Equal("runtimes/linux-x64/native/", copy.GetMetadata("DestinationSubDirectory"));
        Assert.Equal(TorchSharpLibrary.Original, Assert.Single(task.Replaced).ItemSpec);
        Assert.Equal(before, TorchSharpLibrary.Content());
        Assert.NotEqual(before, File.ReadAllBytes(copy.ItemSpec));
        Assert.Empty(_engine.Warnings);
        var said = Assert.Single(_engine.Shown);
        Assert.Matches(@"^.+: a copy of TorchSharp's native library with \d bytes changed, because .+ lacks GLIBCXX_3\.4\.32 .*LossDslPatchLibTorchSharp", said);
        Assert.DoesNotContain("\n", said);
    }

    [Fact]
    public void It_does_so_on_a_newer_system_only_where_it_always_does()
    {
        Assert.Empty(Run("true", _scratch.NewLibstdcxx(), TorchSharpLibrary.Original).Copies);

        var task = Run("always", _scratch.NewLibstdcxx(), TorchSharpLibrary.Original);

        Assert.Single(task.Copies);
        Assert.Contains("because the C++ library of older Linux systems lacks GLIBCXX_3.4.32", Assert.Single(_engine.Shown));
    }

    [Fact]
    public void A_copy_that_is_up_to_date_is_left_alone_in_silence()
    {
        var copy = Run("true", _scratch.OldLibstdcxx(), TorchSharpLibrary.Original).Copies.Single().ItemSpec;
        var written = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(copy, written);
        _engine.Messages.Clear();

        var again = Run("true", _scratch.OldLibstdcxx(), TorchSharpLibrary.Original);

        Assert.Equal(copy, again.Copies.Single().ItemSpec);
        Assert.Equal(written, File.GetLastWriteTimeUtc(copy));
        Assert.Empty(_engine.Shown);
    }

    [Fact]
    public void A_copy_that_is_not_is_written_anew()
    {
        var copy = Run("true", _scratch.OldLibstdcxx(), TorchSharpLibrary.Original).Copies.Single().ItemSpec;
        var content = File.ReadAllBytes(copy);
        File.WriteAllText(copy, "of another version");

        Run("true", _scratch.OldLibstdcxx(), TorchSharpLibrary.Original);

        Assert.Equal(content, File.ReadAllBytes(copy));
        Assert.Equal([TorchSharpLibrary.Name, "libstdc++.so.6"], _scratch.Files());
    }

    [Fact]
    public void A_copy_is_replaced_not_written_through_a_link_to_the_original()
    {
        Directory.CreateDirectory(_scratch.Patched);
        var original = _scratch.Write("original.so", TorchSharpLibrary.Content());
        File.CreateSymbolicLink(Path.Combine(_scratch.Patched, TorchSharpLibrary.Name), original);

        Run("true", _scratch.OldLibstdcxx(), TorchSharpLibrary.Original);

        Assert.Equal(TorchSharpLibrary.Content(), File.ReadAllBytes(original));
    }

    [Fact]
    public void Builds_at_the_same_time_share_the_copy()
    {
        var libstdcxx = _scratch.OldLibstdcxx();

        Parallel.For(0, 16, _ => Assert.Single(Run("true", libstdcxx, TorchSharpLibrary.Original, new Engine()).Copies));

        Assert.Equal([TorchSharpLibrary.Name, "libstdc++.so.6"], _scratch.Files());
    }

    [Fact]
    public void Not_told_it_warns_once_and_names_the_property()
    {
        var task = Run("", _scratch.OldLibstdcxx(), TorchSharpLibrary.Original);

        var warning = Assert.Single(_engine.Warnings);
        Assert.Equal("LDSL0001", warning.Code);
        Assert.Contains("<LossDslPatchLibTorchSharp>true</LossDslPatchLibTorchSharp>", warning.Message);
        Assert.Contains("GLIBCXX_3.4.32", warning.Message);
        Assert.DoesNotContain("\n", warning.Message);
        Assert.EndsWith("docs/older-linux.md", warning.HelpLink);
        NothingDone(task);
    }

    [Theory]
    [InlineData("")]
    [InlineData("true")]
    public void Where_the_system_is_new_enough_it_does_nothing(string patch)
    {
        NothingDone(Run(patch, _scratch.NewLibstdcxx(), TorchSharpLibrary.Original));

        Assert.Empty(_engine.Warnings);
        Assert.Empty(_engine.Messages);
    }

    [Fact]
    public void A_system_library_that_does_not_exist_is_a_warning()
    {
        NothingDone(Run("true", Path.Combine(_scratch.Root, "none.so"), TorchSharpLibrary.Original));

        var warning = Assert.Single(_engine.Warnings);
        Assert.Equal("LDSL0003", warning.Code);
        Assert.Contains("none.so, which does not exist", warning.Message);
    }

    [Fact]
    public void A_library_that_needs_no_patch_stays()
    {
        NothingDone(Run("true", _scratch.OldLibstdcxx(), Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libc10.so")));

        Assert.Empty(_engine.Warnings);
        Assert.Empty(_engine.Messages);
    }

    // Published files come from the output of the build.
    [Fact]
    public void A_library_that_is_patched_stays()
    {
        using var file = TorchSharpLibrary.Open();

        NothingDone(Run("true", _scratch.OldLibstdcxx(), _scratch.Write(TorchSharpLibrary.Name, TorchSharpLibrary.With(LibstdcxxPatch.Find(file)))));

        Assert.Empty(_engine.Warnings);
        Assert.Empty(_engine.Messages);
    }

    [Fact]
    public void A_library_that_does_not_look_as_expected_stays_and_the_warning_says_why()
    {
        var content = TorchSharpLibrary.Content();
        var truncated = _scratch.Write(TorchSharpLibrary.Name, content[..(content.Length / 2)]);

        NothingDone(Run("true", _scratch.OldLibstdcxx(), truncated));

        var warning = Assert.Single(_engine.Warnings);
        Assert.Equal("LDSL0002", warning.Code);
        Assert.Contains(truncated, warning.Message);
        Assert.EndsWith("Nothing was changed", warning.Message);
        Assert.Equal(content[..(content.Length / 2)], File.ReadAllBytes(truncated));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_a_warning()
    {
        _scratch.Write("patched", []);

        var task = Run("true", _scratch.OldLibstdcxx(), TorchSharpLibrary.Original);

        Assert.Equal("LDSL0002", Assert.Single(_engine.Warnings).Code);
        Assert.Empty(task.Copies);
        Assert.Equal(["libstdc++.so.6", "patched"], _scratch.Files());
    }

    private void NothingDone(PatchLibTorchSharp task)
    {
        Assert.Empty(task.Replaced);
        Assert.Empty(task.Copies);
        Assert.Empty(_engine.Errors);
        Assert.False(Directory.Exists(_scratch.Patched));
    }

    private PatchLibTorchSharp Run(string patch, string libstdcxx, string library) => Run(patch, libstdcxx, library, _engine);

    private PatchLibTorchSharp Run(string patch, string libstdcxx, string library, Engine engine)
    {
        var item = new TaskItem(library);
        item.SetMetadata("DestinationSubDirectory", "runtimes/linux-x64/native/");
        var task = new PatchLibTorchSharp { BuildEngine = engine, Files = [item], Patch = patch, Folder = _scratch.Patched, Libstdcxx = libstdcxx };
        Assert.True(task.Execute());
        return task;
    }
}
