namespace LossDsl.Launcher.Tests;

/// <summary>What a start hands over to the program, and what it does not do twice.</summary>
public sealed class StartTests : IDisposable
{
    private readonly Clone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void Arguments_folder_and_exit_code_are_passed_as_they_are()
    {
        _clone.Fake("program.code", "7");

        var started = _clone.Start("eval", "a b", "*", "", "--torch", "system", "--json", "--", "--torch", "x");

        started.EndedWith(7);
        string[] arguments = ["[eval]", "[a b]", "[*]", "[]", "[--json]", "[--]", "[--torch]", "[x]"];
        Assert.Equal([_clone.Elsewhere, .. arguments], started.OutLines);
    }

    [Fact]
    public void It_starts_through_a_link_from_another_folder()
    {
        var link = _clone.Machine("elsewhere/link to it");
        File.CreateSymbolicLink(link, Path.Combine(_clone.Root, "lossdsl"));

        var started = Clone.Finish(_clone.BeginAt(link, "doctor"));

        Assert.Equal([_clone.Elsewhere, "[doctor]"], started.OutLines);
    }

    [Fact]
    public void The_doctor_says_why_torch_is_what_it_is()
    {
        _clone.Start("setup");

        var started = _clone.Start("doctor");

        Assert.EndsWith("torch is 'system', because the package feed has no TorchSharp 0.107.0\n", started.Err);
        Assert.Equal([_clone.Elsewhere, "[doctor]"], started.OutLines);
    }

    [Fact]
    public void Build_prepares_what_a_fresh_clone_lacks()
    {
        var started = _clone.Start("build");

        started.EndedWith(0);
        Assert.EndsWith("built: artifacts/system\n", started.Err);
        Assert.Contains(_clone.Calls, call => call.Contains("LossDsl.sln"));
    }

    [Fact]
    public void A_second_start_only_starts_the_program()
    {
        _clone.Start("eval");
        var before = _clone.Calls.Length;

        var second = _clone.Start("eval");

        Assert.Equal("", second.Err);
        Assert.Equal(before + 1, _clone.Calls.Length);
        Assert.Contains("LossDsl.Cli.dll eval", _clone.Calls[^1]);
    }

    [Theory]
    [InlineData("src/Library/Class.cs", true)]
    [InlineData("generators/New.cs", true)]
    [InlineData("tests/Some.Tests/SomeTests.cs", false)]
    [InlineData("src/Library/obj/Generated.cs", false)]
    [InlineData("src/Library/packages.nuget.lock.json", false)]
    public void Only_a_changed_source_is_built_again(string path, bool builds)
    {
        _clone.Write(path, "before");
        _clone.Start("doctor");

        _clone.Write(path, "after");
        var second = _clone.Start("doctor");

        Assert.Equal(builds ? 2 : 1, _clone.CountCalls("dotnet build"));
        Assert.Equal(builds, second.Err.Contains($"({path} changed)"));
    }

    [Fact]
    public void A_deleted_source_is_noticed()
    {
        _clone.Start("doctor");
        File.Delete(Path.Combine(_clone.Root, "src/Library/Class.cs"));

        Assert.Contains("(src/Library changed)", _clone.Start("doctor").Err);
    }

    [Fact]
    public void Another_SDK_another_libtorch_and_lost_output_are_noticed()
    {
        _clone.Start("doctor");

        Directory.CreateDirectory(_clone.Machine("bin/sdk/10.0.402"));
        Assert.Contains("(the SDK or libtorch changed)", _clone.Start("doctor").Err);
        _clone.Fake("libtorch.so", "newer");
        Assert.Contains("(the SDK or libtorch changed)", _clone.Start("doctor").Err);
        Directory.Delete(Path.Combine(_clone.Root, "artifacts/system/bin"), recursive: true);
        Assert.Contains("(first build)", _clone.Start("doctor").Err);
        Assert.Equal(4, _clone.CountCalls("dotnet build"));
    }

    [Fact]
    public void An_upgraded_libtorch_is_compiled_against_anew()
    {
        _clone.Start("doctor");
        _clone.Write("artifacts/system/native/libLibTorchSharp.so", "old");
        _clone.Write("src/Library/Class.cs", "after");
        _clone.Start("doctor");
        Assert.True(File.Exists(Path.Combine(_clone.Root, "artifacts/system/native/libLibTorchSharp.so")));

        _clone.Fake("libtorch.so", "newer");
        _clone.Start("doctor");

        Assert.False(File.Exists(Path.Combine(_clone.Root, "artifacts/system/native/libLibTorchSharp.so")));
    }

    [Fact]
    public void The_built_solution_has_the_program_too()
    {
        _clone.Start("build");
        _clone.Start("doctor");

        Assert.Equal(1, _clone.CountCalls("dotnet build"));
    }

    [Fact]
    public void A_broken_build_shows_its_errors_and_its_log()
    {
        const string error = "/a clone/X.cs(3,1): error CS1002: ; expected";
        _clone.Fake("broken", $"warm-up\n{error} [/a clone/X.csproj]\n{error} [/a clone/X.csproj]\n");

        var started = _clone.Start("train", "--data", "x");

        started.EndedWith(2);
        Assert.EndsWith($"    {error}\nlossdsl: the whole log: .lossdsl/logs/build.log\n", started.Err);
        Assert.Equal("", started.Out);
    }

    [Fact]
    public void A_forced_package_that_is_not_there_points_to_the_way_out()
    {
        _clone.Fake("broken", Feed.HasNothing);

        var started = _clone.Start("doctor", "--torch", "nuget");

        started.EndedWith(2);
        Assert.EndsWith("./lossdsl setup --torch system\n", started.Err);
    }

    [Fact]
    public void Two_starts_at_once_build_once()
    {
        _clone.Fake("slow", "");
        var first = _clone.Begin("doctor");
        var second = _clone.Begin("doctor");

        Assert.Equal((0, 0), (Clone.Finish(first).Code, Clone.Finish(second).Code));
        Assert.Equal(1, _clone.CountCalls("dotnet build"));
        Assert.Equal(1, _clone.CountCalls("dotnet restore"));
    }

    [Theory]
    [InlineData]
    [InlineData("help")]
    [InlineData("--help")]
    public void Help_needs_nothing(params string[] arguments)
    {
        File.Delete(_clone.Machine("bin/dotnet"));

        var started = _clone.Start(arguments);

        Assert.Equal((0, ""), (started.Code, started.Err));
        Assert.StartsWith("usage: ./lossdsl VERB", started.Out);
    }
}
