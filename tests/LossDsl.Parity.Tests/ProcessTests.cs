using System.Diagnostics;
using System.Text.Json;
using LossDsl.Goldens;
using LossDsl.Tools;

namespace LossDsl.Parity.Tests;

/// <summary>The cases of several ranks, with ranks that are processes.</summary>
[Trait("Needs", "mpirun")]
public sealed class ProcessTests
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "Goldens", "parallel.jsonl.gz");

    private static string Program => Path.Combine(AppContext.BaseDirectory, "LossDsl.Goldens.dll");

    [Fact]
    public void Eval_starts_them_itself()
    {
        _ = SomeMpirun();

        var lines = Lines(new ProcessStartInfo("dotnet", [Program, "eval", File, "--json", "--ranks", "processes"]));

        Assert.All(lines, line => Assert.Equal("processes", line.GetProperty("ranks_are").GetString()));
        AreAsRecorded(lines);
    }

    [Fact]
    public void Eval_is_started_as_several()
    {
        var lines = Lines(Mpirun.Start(SomeMpirun(), 2, "dotnet", Program, "eval", File, "--json"));

        var sizes = lines.ToLookup(line => line.GetProperty("ranks").GetArrayLength(), line => line.GetProperty("ranks_are").GetString());
        Assert.All(sizes[2], kind => Assert.Equal("processes", kind));
        Assert.All(sizes[4], kind => Assert.Equal("threads", kind));
        AreAsRecorded(lines);
    }

    private static string SomeMpirun()
    {
        var mpirun = Mpirun.Find();
        Assert.SkipWhen(mpirun is null, "mpirun is not here; Debian has it in the package openmpi-bin");
        return mpirun!;
    }

    // The results of each rank equal those of threads, except for the order of sums.
    private static void AreAsRecorded(IReadOnlyList<JsonElement> lines)
    {
        Assert.Equal(Recorded.Names("parallel").Order(), lines.Select(line => line.GetProperty("name").GetString()).Order());
        Assert.All(lines, line =>
        {
            Assert.Equal("ok", line.GetProperty("status").GetString());
            var threads = Recorded.Result(line.GetProperty("name").GetString()!).Ranks!;
            var ranks = line.GetProperty("ranks").EnumerateArray().ToList();
            Assert.Equal(threads.Count, ranks.Count);
            Assert.All(ranks.Zip(threads), pair => AreNear(pair.First.GetProperty("loss"), pair.Second));
        });
    }

    private static void AreNear(JsonElement loss, Values expected)
    {
        double[] numbers = loss.ValueKind == JsonValueKind.Array ? [.. loss.EnumerateArray().Select(number => number.GetDouble())] : [loss.GetDouble()];
        Assert.Equal(expected.Result.Data.Length, numbers.Length);
        Assert.All(numbers.Zip(expected.Result.Data), pair => Assert.Equal(pair.Second, pair.First, 1e-5 * Math.Max(1, Math.Abs(pair.Second))));
    }

    private static List<JsonElement> Lines(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(120)), "it does not end");
        Assert.True(process.ExitCode == 0, $"it ended with {process.ExitCode}: {error.Result}{output.Result}");
        return [.. output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }
}
