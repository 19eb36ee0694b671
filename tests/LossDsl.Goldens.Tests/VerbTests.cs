using System.Text.Json.Nodes;

namespace LossDsl.Goldens.Tests;

/// <summary>Runs the program as a process: output and exit codes.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_matches_passes()
    {
        var ended = ProgramRun.Run("eval", _folder.With("one.jsonl", Sample.Line()));
        Assert.Equal("", ended.Error);
        Assert.Equal("1 passed, 0 failed, 0 skipped", ended.Output.TrimEnd('\n').Split('\n')[^1]);
        Assert.Equal(0, ended.ExitCode);
    }

    [Fact]
    public void What_deviates_is_shown_and_fails()
    {
        var file = _folder.With("one.jsonl", Sample.Line(line => line["expected"]!["metrics"]!["num_unmasked_tokens"] = 2));
        var ended = ProgramRun.Run("eval", file);
        Assert.Matches(@"nll/by_hand/1 +metrics\.num_unmasked_tokens +1 +2 ", ended.Output);
        Assert.EndsWith("\n0 passed, 1 failed, 0 skipped\n", ended.Output);
        Assert.Equal(1, ended.ExitCode);
    }

    [Fact]
    public void Json_is_one_line_a_case_and_nothing_else()
    {
        var file = _folder.With(
            "three.jsonl",
            Sample.Line(),
            Sample.Line(line => line["expected"]!["loss"] = 1),
            Sample.Line(line => line["wrapper"] = new JsonObject { ["kind"] = "DraftLossWrapper" }));
        var ended = ProgramRun.Run("eval", "--json", file);

        var lines = ended.Output.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(["ok", "mismatch", "unsupported"], lines.Select(line => (string)line["status"]!));
        Assert.Equal(Sample.Loss, (double)lines[1]["loss"]!);
        Assert.Equal(1, ended.ExitCode);
    }

    [Fact]
    public void A_family_can_be_chosen()
    {
        var file = _folder.With("two.jsonl", Sample.Line(), Sample.Line(line => line["family"] = "other"));
        var ended = ProgramRun.Run("eval", "--family", "other", file);
        Assert.EndsWith("\n1 passed, 0 failed, 0 skipped\n", ended.Output);
    }

    [Fact]
    public void Help_calls_the_program_as_its_users_do()
    {
        var ended = ProgramRun.Run("eval", "--help");
        Assert.Contains("lossdsl eval <FILE>... [options]", ended.Output);
        Assert.Contains("--family", ended.Output);
        Assert.DoesNotContain("LossDsl.Goldens", ended.Output);
        Assert.Equal(0, ended.ExitCode);
    }

    [Fact]
    public void A_stack_trace_comes_when_it_is_asked_for()
    {
        var ended = ProgramRun.Run([("LOSSDSL_DEBUG", "1")], ["eval", "/nowhere/x.jsonl"]);
        Assert.Contains("   at LossDsl.Goldens.", ended.Error);
        Assert.Equal(2, ended.ExitCode);
    }
}
