namespace LossDsl.Launcher.Tests;

/// <summary>Where torch comes from, and how long that is remembered.</summary>
public sealed class TorchDecisionTests : IDisposable
{
    private readonly Clone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Theory]
    [InlineData(Feed.HasTorchSharp, "nuget", "the package feed has TorchSharp 0.107.0")]
    [InlineData(Feed.HasNothing, "system", "the package feed has no TorchSharp 0.107.0")]
    [InlineData(Feed.HasOldTorchSharp, "system", "the package feed has no TorchSharp 0.107.0")]
    [InlineData(Feed.HasNoLibtorch, "system", "the package feed has no libtorch-cpu-linux-x64")]
    [InlineData(Feed.DoesNotAnswer, "system", "the package feed does not answer")]
    [InlineData("", "system", "the package feed does not answer")]
    public void The_feed_decides(string answer, string backend, string why)
    {
        _clone.Fake("feed", answer);

        var started = _clone.Start("setup");

        started.EndedWith(0);
        Assert.Contains($"<TorchBackend>{backend}</TorchBackend>", _clone.Props);
        Assert.Contains($"({(backend == "nuget" ? "CPU" : backend)}), because {why}", started.Err);
        Assert.Equal(backend == "system" ? 1 : 0, _clone.CountCalls("apt-get"));
        Assert.Equal("", started.Out);
    }

    [Fact]
    public void Packages_that_are_on_the_machine_need_no_feed()
    {
        string[] packages = ["torchsharp/0.107.0", "torchsharp-cpu/0.107.0", "libtorch-cpu-linux-x64/2.10.0"];
        foreach (var package in packages)
        {
            Directory.CreateDirectory(_clone.Machine("home/.nuget/packages", package));
        }

        _clone.Start("setup");

        Assert.Contains("<TorchBackend>nuget</TorchBackend>", _clone.Props);
        Assert.Empty(_clone.Calls);
    }

    // The package of the feed is compiled by a newer C++ compiler than some systems have a library for.
    [Theory]
    [InlineData("GLIBCXX_3.4.30", "system")]
    [InlineData("GLIBCXX_3.4.30 GLIBCXX_3.4.32", "nuget")]
    public void A_package_that_would_not_load_is_not_taken(string versions, string backend)
    {
        string[] packages = ["torchsharp/0.107.0", "torchsharp-cpu/0.107.0", "libtorch-cpu-linux-x64/2.10.0"];
        foreach (var package in packages)
        {
            Directory.CreateDirectory(_clone.Machine("home/.nuget/packages", package));
        }

        File.WriteAllText(_clone.Machine("libstdc++.so.6"), versions);

        var started = _clone.Start("setup");

        Assert.Contains($"<TorchBackend>{backend}</TorchBackend>", _clone.Props);
        Assert.Equal(backend == "system", started.Err.Contains("needs a newer C++ library (GLIBCXX_3.4.32) than this system has"));
    }

    [Theory]
    [InlineData("setup", "--torch", "cuda")]
    [InlineData("--torch=cuda", "setup")]
    public void A_forced_backend_asks_nobody_and_is_remembered(params string[] arguments)
    {
        _clone.Start(arguments);
        var second = _clone.Start("setup");

        Assert.Contains("<TorchBackend>cuda</TorchBackend>", _clone.Props);
        Assert.Contains("--torch cuda was asked for", second.Err);
        Assert.Empty(_clone.Calls);
    }

    [Fact]
    public void Auto_forgets_what_was_forced_and_asks_again()
    {
        _clone.Start("setup", "--torch", "cuda");

        _clone.Start("setup", "--torch", "auto");

        Assert.Contains("<TorchBackend>system</TorchBackend>", _clone.Props);
        Assert.Equal(1, _clone.CountCalls("dotnet restore"));
    }

    [Fact]
    public void An_unknown_backend_is_refused()
    {
        var started = _clone.Start("setup", "--torch", "tpu");

        started.EndedWith(2);
        Assert.Equal("lossdsl: --torch knows nuget, system, cuda and auto, not 'tpu'\n", started.Err);
        _clone.Start("setup", "--torch").EndedWith(2);
    }

    [Fact]
    public void LIBTORCH_names_another_libtorch()
    {
        Directory.CreateDirectory(_clone.Machine("my <torch>/lib"));
        Directory.CreateDirectory(_clone.Machine("my <torch>/include"));
        File.WriteAllText(_clone.Machine("my <torch>/lib/libtorch.so"), "");
        _clone.Fake("installed", "g++\n");
        _clone.Environment["LIBTORCH"] = _clone.Machine("my <torch>");

        var started = _clone.Start("setup");

        started.EndedWith(0);
        Assert.Empty(_clone.Calls);
        Assert.Contains($"<LibTorchPath>{_clone.Machine("my &lt;torch>")}</LibTorchPath>", _clone.Props);
    }

    [Fact]
    public void A_LIBTORCH_without_libtorch_is_refused()
    {
        _clone.Environment["LIBTORCH"] = "/nowhere";

        var started = _clone.Start("setup");

        started.EndedWith(2);
        Assert.Contains("LIBTORCH=/nowhere holds no libtorch", started.Err);
    }

    [Fact]
    public void A_changed_LIBTORCH_and_a_vanished_libtorch_decide_anew()
    {
        _clone.Start("setup");
        File.Delete(_clone.Machine("fakes/libtorch.so"));
        _clone.Fake("installed", "");

        _clone.Start("setup");

        Assert.Equal(2, _clone.CountCalls("apt-get"));
        _clone.Environment["LIBTORCH"] = "/nowhere";
        _clone.Start("setup").EndedWith(2);
    }
}
