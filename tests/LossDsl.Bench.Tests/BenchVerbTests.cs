using System.Text.Json.Nodes;

namespace LossDsl.Bench.Tests;

/// <summary>Runs <c>lossdsl bench</c> as a process.</summary>
public sealed class BenchVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_slip_in_a_name_is_found_before_anything_runs() =>
        ProgramRun.Run("bench", "--case", "pakc-64").AssertRefused("did you mean 'pack-64'?");

    [Fact]
    public void A_chart_without_a_folder_is_refused() =>
        ProgramRun.Run("bench", "--chart", "/nowhere/chart.svg").AssertRefused("there is no folder for /nowhere/chart.svg");

    [Fact]
    public void A_case_is_measured_shown_and_drawn()
    {
        var chart = _folder.File("chart.svg");
        var ended = ProgramRun.Run("bench", "--quick", "--json", "--case", "clipped-pg", "--chart", chart);

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("clipped-pg-8x2048, 1 thread", ended.Error);
        var json = JsonNode.Parse(ended.Output)!;
        Assert.Equal($"lossdsl bench --quick --json --case clipped-pg --chart {chart}", (string)json["command"]!);
        Assert.True((double)json["rows"]![0]!["contenders"]!["ours"]!["median_ms"]! > 0);
        Assert.EndsWith("</svg>\n", File.ReadAllText(chart));
    }
}
