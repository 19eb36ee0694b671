namespace LossDsl.Launcher.Tests;

/// <summary>What the launcher passes on to a program, and which steps it does not repeat.</summary>
public sealed class StartTests : IDisposable
{
    private readonly Clone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void Arguments_folder_and_exit_code_are_passed_as_they_are()
    {
        _clone.Fake("program.code", "7");

        var started = _clone.Start("eval", "a b", "*", "", "--torch", "cpu", "--json", "--", "--torch", "x");

        started.AssertExitCode(7);
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
    public void Build_prepares_what_a_fresh_clone_lacks()
    {
        var started = _clone.Start("build");

        started.AssertExitCode(0);
        Assert.EndsWith("built: artifacts/cpu\n", started.Err);
        Assert.Contains(_clone.Calls, call => call.Contains("LossDsl.sln"));
    }

    [Fact]
    public void A_second_start_only_starts_the_program()
    {
        _clone.Start("doctor");
        var before = _clone.Calls.Length;

        var second = _clone.Start("doctor");

        Assert.Equal("", second.Err);
        Assert.Equal(before + 1, _clone.Calls.Length);
        Assert.Contains("LossDsl.Cli.dll doctor", _clone.Calls[^1]);
    }

    [Theory]
    [InlineData("train", "src/LossDsl.Cli")]
    [InlineData("check", "src/LossDsl.Cli")]
    [InlineData("eval", "tests/LossDsl.Goldens")]
    [InlineData("bench", "tests/LossDsl.Bench")]
    public void A_verb_builds_and_starts_its_program(string verb, string project)
    {
        var started = _clone.Start(verb, "--data", "x").AssertExitCode(0);

        var name = Path.GetFileName(project);
        Assert.Contains($"building {name} (first build)", started.Err);
        Assert.Contains(_clone.Calls, call => call.StartsWith($"dotnet build {project} -c Release", StringComparison.Ordinal));
        Assert.EndsWith($"artifacts/cpu/bin/{name}/release/{name}.dll {verb} --data x", _clone.Calls[^1]);
    }

    [Fact]
    public void A_tool_notices_its_own_changed_source_and_the_product_does_not()
    {
        _clone.Write("tests/LossDsl.Bench/Case.cs", "before");
        _clone.Start("bench");
        _clone.Start("doctor");

        _clone.Write("tests/LossDsl.Bench/Case.cs", "after");

        Assert.Equal("", _clone.Start("doctor").Err);
        Assert.Contains("(tests/LossDsl.Bench/Case.cs changed)", _clone.Start("bench").Err);
    }

    [Theory]
    [InlineData("doctor", "--torch", "cuda")]
    [InlineData("--torch=cuda", "doctor")]
    public void Torch_is_chosen_and_remembered(params string[] arguments)
    {
        _clone.Start(arguments).AssertExitCode(0);
        _clone.Start("doctor").AssertExitCode(0);

        Assert.Equal("cuda\n", File.ReadAllText(Path.Combine(_clone.Root, ".lossdsl/torch")));
        Assert.Equal(2, _clone.Calls.Count(call => call.Contains("artifacts/cuda/bin/LossDsl.Cli/release/LossDsl.Cli.dll doctor")));
        _clone.Start("doctor", "--torch", "cpu").AssertExitCode(0);
        Assert.Contains("artifacts/cpu/bin/LossDsl.Cli", _clone.Calls[^1]);
    }

    [Fact]
    public void An_unknown_torch_is_refused()
    {
        var started = _clone.Start("doctor", "--torch", "tpu");

        started.AssertExitCode(2);
        Assert.Equal("lossdsl: --torch knows cpu and cuda, not 'tpu'\n", started.Err);
        _clone.Start("doctor", "--torch").AssertExitCode(2);
    }

    [Fact]
    public void A_patched_library_is_told_once()
    {
        _clone.Fake("builds", $"  {_clone.Root}/artifacts/x.so: a copy with 4 bytes changed, because y.so lacks GLIBCXX_3.4.32\n");

        Assert.Contains("\nlossdsl: artifacts/x.so: a copy with 4 bytes changed, because y.so lacks GLIBCXX_3.4.32\n", _clone.Start("doctor").Err);
        Assert.Equal("", _clone.Start("doctor").Err);
    }

    [Theory]
    [InlineData("src/Library/Class.cs", true)]
    [InlineData("generators/New.cs", true)]
    [InlineData("tests/Some.Tests/SomeTests.cs", false)]
    [InlineData("src/Library/obj/Generated.cs", false)]
    [InlineData("src/Library/packages.lock.json", false)]
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
    public void Another_SDK_and_lost_output_are_noticed()
    {
        _clone.Start("doctor");

        Directory.CreateDirectory(_clone.Machine("bin/sdk/10.0.402"));
        Assert.Contains("(the SDK changed)", _clone.Start("doctor").Err);
        Directory.Delete(Path.Combine(_clone.Root, "artifacts/cpu/bin"), recursive: true);
        Assert.Contains("(first build)", _clone.Start("doctor").Err);
        Assert.Equal(3, _clone.CountCalls("dotnet build"));
    }

    [Fact]
    public void The_built_solution_has_the_program_too()
    {
        _clone.Start("build");
        _clone.Start("doctor");
        _clone.Start("eval");

        Assert.Equal(1, _clone.CountCalls("dotnet build"));
    }

    [Fact]
    public void A_broken_build_shows_its_errors_and_its_log()
    {
        const string error = "/a clone/X.cs(3,1): error CS1002: ; expected";
        _clone.Fake("broken", $"warm-up\n{error} [/a clone/X.csproj]\n{error} [/a clone/X.csproj]\n");

        var started = _clone.Start("train", "--data", "x");

        started.AssertExitCode(2);
        Assert.EndsWith($"    {error}\nlossdsl: the whole log: .lossdsl/logs/build.log\n", started.Err);
        Assert.Equal("", started.Out);
    }

    [Theory]
    [InlineData(
        "error NU1101: Unable to find package TorchSharp. No packages exist with this id in source(s): feed\n",
        "the package feed lacks TorchSharp, which LossDsl is built on; dotnet nuget add source adds a feed that has it")]
    [InlineData(
        "error NU1102: Unable to find package TorchSharp-cpu with version (>= 0.107.0)\n  - Found 90 version(s)\n",
        "the package feed lacks TorchSharp-cpu with version (>= 0.107.0), which LossDsl is built on; dotnet nuget add source adds a feed that has it")]
    [InlineData("error NU1301: Unable to load the service index for source feed.\n", "the package feed does not answer; once it does, start again")]
    public void A_feed_without_torch_gets_one_clear_line(string printed, string said)
    {
        _clone.Fake("broken", printed);

        var started = _clone.Start("doctor");

        started.AssertExitCode(2);
        Assert.EndsWith($"lossdsl: {said}\n", started.Err);
    }

    [Fact]
    public void Two_starts_at_once_build_once()
    {
        _clone.Fake("slow", "");
        var first = _clone.Begin("doctor");
        var second = _clone.Begin("doctor");

        Assert.Equal((0, 0), (Clone.Finish(first).Code, Clone.Finish(second).Code));
        Assert.Equal(1, _clone.CountCalls("dotnet build"));
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
