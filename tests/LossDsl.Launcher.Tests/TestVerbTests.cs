namespace LossDsl.Launcher.Tests;

/// <summary>How the results of test programs are added up. No failure is lost.</summary>
public sealed class TestVerbTests : IDisposable
{
    private readonly Clone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void Counts_are_added_up_in_a_last_line_alone()
    {
        _clone.AddTests("A.Tests", Counts(total: 10, skipped: 1));
        _clone.AddTests("B.Tests", Counts(total: 5, notRun: 2));

        var started = _clone.Start("test");

        started.AssertExitCode(0);
        Assert.Equal("12 passed, 0 failed, 1 skipped", started.LastLine);
        Assert.Contains("A.Tests", started.OutLines[0]);
        Assert.Contains("9 passed, 0 failed, 1 skipped", started.OutLines[0]);
        Assert.Contains("3 passed, 0 failed, 0 skipped", started.OutLines[1]);
    }

    [Fact]
    public void A_failing_project_is_shown_and_the_others_still_run()
    {
        _clone.AddTests("A.Tests", "  Sums_up [FAIL]\n" + Counts(total: 10, failed: 2), code: 1);
        _clone.AddTests("B.Tests", Counts(total: 3, errors: 1), code: 1);
        _clone.AddTests("C.Tests", Counts(total: 4));

        var started = _clone.Start("test");

        started.AssertExitCode(1);
        Assert.Contains("Sums_up [FAIL]", started.Out);
        Assert.Equal("15 passed, 3 failed, 0 skipped", started.LastLine);
    }

    [Theory]
    [InlineData("Segmentation fault\n", 139, "ended with code 139 before it had counted its tests")]
    [InlineData("", 0, "ended with code 0 before it had counted its tests")]
    public void A_crash_is_a_failure(string prints, int code, string said)
    {
        _clone.AddTests("A.Tests", prints, code);
        _clone.AddTests("B.Tests", Counts(total: 4));

        var started = _clone.Start("test");

        started.AssertExitCode(1);
        Assert.Contains(said, started.Out);
        Assert.Equal("4 passed, 1 failed, 0 skipped", started.LastLine);
    }

    [Fact]
    public void A_bad_end_after_good_counts_is_a_failure()
    {
        _clone.AddTests("A.Tests", Counts(total: 4), code: 134);

        var started = _clone.Start("test");

        Assert.Equal((1, "4 passed, 1 failed, 0 skipped"), (started.Code, started.LastLine));
    }

    [Fact]
    public void A_project_that_runs_no_test_is_a_failure()
    {
        _clone.AddTests("A.Tests", Counts(total: 4));
        _clone.AddTests("B.Tests", Counts(total: 2, notRun: 2));

        var started = _clone.Start("test");

        Assert.Equal((1, "4 passed, 1 failed, 0 skipped"), (started.Code, started.LastLine));
        Assert.Contains("ran no test", started.Out);
    }

    [Fact]
    public void What_tests_start_is_installed()
    {
        _clone.AddTests("A.Tests", Counts(total: 4));
        _clone.AddProgram("mpirun.mpich");

        var started = _clone.Start("test");

        Assert.Equal(1, _clone.CountCalls("apt-get"));
        Assert.Contains(_clone.Calls, call => call.Contains("--no-install-recommends openmpi-bin (", StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_installed_is_one_skipped_line_with_the_command()
    {
        _clone.AddTests("A.Tests", Counts(total: 4));
        _clone.AddProgram("mpirun.mpich");
        _clone.Fake("apt-broken", "");

        var started = _clone.Start("test");

        Assert.Equal((0, "4 passed, 0 failed, 1 skipped"), (started.Code, started.LastLine));
        Assert.Contains(
            "tests that need mpirun               skipped, since mpirun cannot be installed here; for root: apt-get install -y openmpi-bin\n",
            started.Out);
        Assert.EndsWith("A.Tests.dll -nocolor -trait- Needs=mpirun", _clone.Calls[^1]);
    }

    [Fact]
    public void A_filter_reaches_the_runner_and_may_pass_projects_by()
    {
        _clone.AddTests("A.Tests", Counts(total: 4));
        _clone.AddTests("B.Tests", Counts(total: 0));

        var started = _clone.Start("test", "-class", "A b");

        Assert.Equal((0, "4 passed, 0 failed, 0 skipped"), (started.Code, started.LastLine));
        Assert.Equal(2, _clone.Calls.Count(call => call.EndsWith(" -nocolor -class A b", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_filter_that_matches_nothing_fails()
    {
        _clone.AddTests("A.Tests", Counts(total: 0));

        var started = _clone.Start("test", "-class", "Nobody");

        Assert.Equal((1, "0 passed, 0 failed, 0 skipped"), (started.Code, started.LastLine));
    }

    [Fact]
    public void A_broken_build_is_a_failure()
    {
        _clone.AddTests("A.Tests", Counts(total: 4));
        _clone.Fake("broken", "X.cs(1,1): error CS1002: ; expected\n");

        var started = _clone.Start("test");

        Assert.Equal((1, "0 passed, 1 failed, 0 skipped"), (started.Code, started.LastLine));
        Assert.Contains("error CS1002", started.Err);
    }

    [Fact]
    public void A_project_that_the_solution_lacks_is_a_failure()
    {
        _clone.AddTests("A.Tests", Counts(total: 4));
        _clone.Write("LossDsl.sln", "");

        var started = _clone.Start("test");

        Assert.Equal((1, "0 passed, 1 failed, 0 skipped"), (started.Code, started.LastLine));
        Assert.Contains("is not in LossDsl.sln", started.Out);
    }

    /// <summary>The last lines of a test program. Without any tests it prints the total alone.</summary>
    private static string Counts(int total, int errors = 0, int failed = 0, int skipped = 0, int notRun = 0)
    {
        var rest = $", Errors: {errors}, Failed: {failed}, Skipped: {skipped}, Not Run: {notRun}, Time: 0.135s";
        return $"=== TEST EXECUTION SUMMARY ===\n   A  Total: {total}{(total == 0 ? "" : rest)}\n";
    }
}
