using System.Text.Json.Nodes;
using LossDsl.Bench;

namespace LossDsl.Bench.Tests;

public sealed class BenchJsonTests
{
    private readonly JsonNode _json = JsonNode.Parse(BenchJson.Write(Recorded.Sample))!;

    [Fact]
    public void Every_run_is_there()
    {
        var ours = _json["rows"]![0]!["contenders"]!["ours"]!;

        Assert.Equal([5, 4.8, 7], ours["ms"]!.AsArray().Select(run => (double)run!));
        Assert.Equal(5, (double)ours["median_ms"]!);
        Assert.Equal(1.25, (double)ours["ratio_to_limit"]!);
        Assert.Equal(123_456, (long)ours["peak_extra_bytes"]!);
        Assert.Equal(16, (double)_json["rows"]![0]!["contenders"]!["operators"]!["ratio_to_ours"]!);
    }

    [Fact]
    public void What_is_not_known_is_null()
    {
        var row = _json["rows"]![2]!;

        Assert.Null(row["contenders"]!["python"]);
        Assert.Null(row["contenders"]!["ours"]!["ratio_to_limit"]);
        Assert.True((bool)row["contenders"]!["ours"]!["cold"]!);
    }

    [Fact]
    public void Machine_goals_and_notes_are_there()
    {
        Assert.Equal("Abacus <9>", (string)_json["machine"]!["cpu"]!);
        Assert.Equal("something is missing", (string)_json["notes"]![0]!);
        Assert.True((bool)_json["complete"]!);
        var forward = _json["goals"]![0]!;
        Assert.Equal((1.25, 1.3, true), ((double)forward["measured"]!, (double)forward["at_most"]!, (bool)forward["holds"]!));
        Assert.Contains(_json["goals"]!.AsArray(), goal => goal!["measured"] is null && goal["holds"] is null);
    }
}
