namespace LossDsl.Launcher.Tests;

/// <summary>Which packages are installed with apt, by which user, and the messages if this is impossible.</summary>
public sealed class PackageInstallTests : IDisposable
{
    private readonly Clone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void Only_what_is_missing_is_installed()
    {
        _clone.Fake("installed", "wamerican\n");

        _clone.Start("train").AssertExitCode(0);
        _clone.Start("bench", "--python").AssertExitCode(0);

        var call = Assert.Single(_clone.Calls, call => call.StartsWith("apt-get", StringComparison.Ordinal));
        Assert.EndsWith("--no-install-recommends python3-torch (DEBIAN_FRONTEND=noninteractive)", call);
        Assert.Contains("DPkg::Lock::Timeout=120", call);
    }

    [Fact]
    public void Package_lists_are_fetched_when_there_are_none()
    {
        _clone.Fake("no-lists", "");

        var started = _clone.Start("train");

        started.AssertExitCode(0);
        Assert.Equal(["install", "update", "install"], _clone.Calls
            .Where(call => call.StartsWith("apt-get", StringComparison.Ordinal)).Select(call => call.Split(' ')[3]));
    }

    [Fact]
    public void A_user_installs_with_sudo()
    {
        _clone.Fake("user", "1000");

        _clone.Start("train").AssertExitCode(0);

        Assert.Equal(1, _clone.CountCalls("sudo env DEBIAN_FRONTEND=noninteractive apt-get"));
    }

    [Fact]
    public void A_user_without_rights_is_told_the_command()
    {
        _clone.Fake("user", "1000");
        _clone.Fake("sudo-refuses", "");

        var started = _clone.Start("train");

        started.AssertExitCode(2);
        Assert.Contains("missing: the word list that train reads without --data; only root may install it", started.Err);
        Assert.Contains("  sudo apt-get install -y wamerican\n", started.Err);
    }

    [Fact]
    public void A_machine_without_apt_is_told_what_is_missing()
    {
        File.Delete(_clone.Machine("bin/apt-get"));

        var started = _clone.Start("train");

        started.AssertExitCode(2);
        Assert.Contains("there is no apt-get here", started.Err);
    }

    [Fact]
    public void When_apt_fails_its_error_and_its_log_are_shown()
    {
        _clone.Fake("apt-broken", "");

        var started = _clone.Start("train");

        started.AssertExitCode(2);
        Assert.Contains("    E: Unable to fetch some archives\n", started.Err);
        Assert.Contains("the whole log: .lossdsl/logs/apt.log\n", started.Err);
    }

    [Theory]
    [InlineData(1, "bench", "--quick", "--python")]
    [InlineData(0, "bench", "--quick")]
    [InlineData(0, "eval", "--python")]
    public void Python_is_installed_for_who_asks_for_it(int calls, params string[] arguments)
    {
        var started = _clone.Start(arguments).AssertExitCode(0);

        Assert.Equal(calls, _clone.CountCalls("apt-get"));
        Assert.Equal(calls, _clone.Calls.Count(call => call.Contains("--no-install-recommends python3-torch (", StringComparison.Ordinal)));
        Assert.Equal([_clone.Elsewhere, .. arguments.Select(argument => $"[{argument}]")], started.OutLines);
    }

    [Theory]
    [InlineData(true, "train")]
    [InlineData(true, "train", "--seed", "1")]
    [InlineData(false, "train", "--data", "lines.txt")]
    [InlineData(false, "train", "--data=lines.txt")]
    [InlineData(false, "train", "--help")]
    [InlineData(false, "eval", "goldens.jsonl")]
    public void The_word_list_is_installed_for_who_reads_it(bool installs, params string[] arguments)
    {
        _clone.Start(arguments).AssertExitCode(0);

        Assert.Equal(installs, File.Exists(_clone.Machine("fakes/words")));
        Assert.Equal(installs ? 1 : 0, _clone.CountCalls("apt-get"));
    }

    [Theory]
    [InlineData(true, "eval", "goldens.jsonl", "--ranks", "processes")]
    [InlineData(true, "eval", "--ranks=processes", "goldens.jsonl")]
    [InlineData(false, "eval", "--ranks", "threads", "processes")]
    [InlineData(false, "eval", "goldens.jsonl")]
    [InlineData(false, "train", "--data", "lines.txt")]
    public void MPI_is_installed_for_who_asks_for_processes(bool installs, params string[] arguments)
    {
        _clone.Start(arguments).AssertExitCode(0);

        Assert.Equal(installs ? 1 : 0, _clone.CountCalls("apt-get"));
        Assert.Equal(installs, File.ReadAllText(_clone.Machine("fakes/installed")).Contains("openmpi-bin\n"));
    }

    [Fact]
    public void Any_MPI_that_is_there_will_do()
    {
        _clone.AddProgram("mpirun");

        _clone.Start("eval", "goldens.jsonl", "--ranks", "processes").AssertExitCode(0);

        Assert.Equal(0, _clone.CountCalls("apt-get"));
    }

    [Fact]
    public void The_ranks_of_a_job_install_a_thing_once()
    {
        _clone.Start("doctor").AssertExitCode(0);

        var ranks = Enumerable.Range(0, 4).Select(_ => _clone.Begin("train")).ToList();

        Assert.All(ranks, rank => Clone.Finish(rank).AssertExitCode(0));
        Assert.Equal(1, _clone.CountCalls("apt-get"));
        Assert.Equal(1, _clone.CountCalls("dotnet build"));
    }
}
