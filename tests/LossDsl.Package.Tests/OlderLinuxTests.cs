using LossDsl.Package.Tests.Harness;

namespace LossDsl.Package.Tests;

/// <summary>
/// Builds with TorchSharp's native library on a system whose C++ library is older than the one that TorchSharp was compiled
/// with. The
/// tests use a fake C++ library.
/// </summary>
public sealed class OlderLinuxTests(HelloProgram hello) : IClassFixture<HelloProgram>
{
    private const int Old = 30;
    private const int New = 32;

    private static readonly string[] Build = ["build", "--no-restore"];

    [Fact]
    public async Task Unset_the_build_warns_once_and_changes_nothing()
    {
        var built = await hello.Make(Build, patch: null, Old);

        var warning = Assert.Single(Lines(built), Warned);
        Assert.Contains("LDSL0001", warning);
        Assert.Contains("<LossDslPatchLibTorchSharp>true</LossDslPatchLibTorchSharp>", warning);
        Assert.Equal(0, hello.ChangedBytes(HelloProgram.Output));
        Assert.True(hello.IsCacheUnchanged);
    }

    [Fact]
    public async Task True_puts_a_patched_copy_into_the_output_once_and_says_so_in_one_line()
    {
        await hello.Make(["clean"], "true", Old);

        var built = await hello.Make(Build, "true", Old);
        var again = await hello.Make(Build, "true", Old);

        Silent(built);
        Assert.Single(Lines(built), Said);
        Assert.DoesNotContain(Lines(again), Said);
        Assert.InRange(hello.ChangedBytes(HelloProgram.Output), 3, 8);
        Assert.Equal("hello 2\n", (await hello.Run(HelloProgram.Output)).EnsureSuccess().Output);
        Assert.True(hello.IsCacheUnchanged);
    }

    [Fact]
    public async Task The_output_follows_the_property_back_and_forth()
    {
        // The output first has a link to the package cache: a copy must replace the link, not write through it.
        await hello.Make(Build, "false", Old);
        Assert.Equal(0, hello.ChangedBytes(HelloProgram.Output));
        await hello.Make([.. Build, "-p:CreateSymbolicLinksForCopyLocalIfPossible=false"], "true", Old);
        Assert.NotEqual(0, hello.ChangedBytes(HelloProgram.Output));
        Assert.True(hello.IsCacheUnchanged);
        await hello.Make(Build, "false", Old);
        Assert.Equal(0, hello.ChangedBytes(HelloProgram.Output));
    }

    [Theory]
    [InlineData("false", Old)]
    [InlineData(null, New)]
    [InlineData("true", New)]
    public async Task It_is_silent_where_it_is_told_to_be_or_there_is_nothing_to_do(string? patch, int newest)
    {
        var built = await hello.Make(Build, patch, newest);

        Silent(built);
        Assert.DoesNotContain(Lines(built), Said);
        Assert.Equal(0, hello.ChangedBytes(HelloProgram.Output));
    }

    [Fact]
    public async Task What_is_published_is_patched_too()
    {
        Silent(await hello.Make(["publish", "--no-restore"], "true", Old));

        Assert.InRange(hello.ChangedBytes(HelloProgram.Published), 3, 8);
        Assert.Equal("hello 2\n", (await hello.Run(HelloProgram.Published)).EnsureSuccess().Output);
        Assert.True(hello.IsCacheUnchanged);
    }

    [Fact]
    public async Task So_is_what_is_built_and_published_for_one_platform()
    {
        // The value "always" patches on a newer system as well.
        Silent(await hello.Make(["publish", "-r", "linux-x64", "--no-self-contained"], "always", New));

        foreach (var output in (string[])["bin/Release/net10.0/linux-x64", "bin/Release/net10.0/linux-x64/publish"])
        {
            Assert.InRange(hello.ChangedBytes(output, ofPlatform: true), 3, 8);
            Assert.Equal("hello 2\n", (await hello.Run(output)).EnsureSuccess().Output);
        }

        Assert.True(hello.IsCacheUnchanged);
    }

    // Without the summary at the end, which repeats the warnings.
    private static string[] Lines(ProgramRun built) => built.Output.Split("\nBuild succeeded.")[0].Split('\n');

    private static bool Said(string line) => line.Contains("a copy of TorchSharp's native library with ", StringComparison.Ordinal);

    private static bool Warned(string line) => line.Contains(": warning ", StringComparison.Ordinal);

    private static void Silent(ProgramRun built) => Assert.DoesNotContain(Lines(built), Warned);
}
