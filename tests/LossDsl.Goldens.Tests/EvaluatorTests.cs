using System.Text.Json.Nodes;
using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Tests;

public sealed class EvaluatorTests
{
    [Fact]
    public void A_case_that_matches()
    {
        var result = Run();
        Assert.Equal(Verdict.Passed, result.Verdict);
        Assert.Equal([0.5, -0.5, 0, 0], result.Values!.Grads["next_token_logits"].Data);
    }

    [Theory]
    [InlineData("expected.loss", "0.694", "loss")]
    [InlineData("expected.loss_dtype", "\"float64\"", "loss_dtype")]
    [InlineData("expected.metrics.num_valid_samples", "\"NaN\"", "metrics.num_valid_samples")]
    [InlineData("expected.metrics.surprise", "1", "metrics.surprise")]
    [InlineData("expected.grads.next_token_logits.data", "[0.5, -0.4999, 0, 0]", "grads.next_token_logits[1]")]
    [InlineData("expected.grads.next_token_logits.shape", "[4]", "grads.next_token_logits")]
    [InlineData("expected.grads.next_token_logits.dtype", "\"float16\"", "grads.next_token_logits dtype")]
    [InlineData("expected.grads.rewards", """{"shape": [1], "dtype": "float32", "data": [0]}""", "grads.rewards")]
    public void Whatever_deviates_is_found(string path, string value, string quantity)
    {
        var result = Run(line => Put(line, path, value));
        Assert.Equal(Status.Mismatch, result.Status);
        Assert.Equal([quantity], result.Deviations.Where(deviation => deviation.ExceedsTolerance).Select(deviation => deviation.Quantity));
    }

    [Fact]
    public void What_is_expected_changes_nothing_that_is_computed()
    {
        var without = Run(line => line.Remove("expected"));
        Assert.Equal(Run().Values!.Result.Data, without.Values!.Result.Data);
        Assert.Equal(Verdict.Uncompared, without.Verdict);
    }

    [Fact]
    public void An_error_of_the_library_is_no_error_of_the_program()
    {
        var result = Run(line => ((JsonObject)line["inputs"]!["data"]!).Remove("token_mask"));
        Assert.Equal(Status.Raised, result.Status);
        Assert.Equal(("call", "BatchValidationException"), (result.Error!.Stage, result.Error.Type));
        Assert.Equal(Verdict.Failed, result.Verdict);
    }

    [Fact]
    public void A_deviation_is_excused_only_for_a_documented_quirk()
    {
        Assert.Equal(Verdict.Documented, Deviating(quirk: true, "ratio_overflow").Verdict);
        Assert.Equal(Verdict.Failed, Deviating(quirk: false, "ratio_overflow").Verdict);
        Assert.Equal(Verdict.Failed, Deviating(quirk: true, "by_hand").Verdict);
        Assert.Equal(Verdict.Documented, Deviating(quirk: false, "half_invalid_pairs").Verdict);

        static CaseResult Deviating(bool quirk, string scenario) => Run(line =>
        {
            line["expected"]!["loss"] = 1;
            line["scenario"] = scenario;
            line["quirk"] = quirk ? "because" : null;
        });
    }

    [Theory]
    [InlineData("construct", false)]
    [InlineData("prepare", false)]
    [InlineData("call", true)]
    public void An_error_must_come_at_its_stage_or_before(string stage, bool isOk)
    {
        var result = Run(line =>
        {
            line["kind"] = "error";
            line["expected_error"] = new JsonObject { ["stage"] = stage, ["type"] = "KeyError", ["message"] = "" };
            ((JsonObject)line["inputs"]!["data"]!).Remove("token_mask");
        });
        Assert.Equal(isOk ? Status.Ok : Status.Mismatch, result.Status);
    }

    [Fact]
    public void An_error_that_does_not_come_is_a_mismatch()
    {
        var result = Run(line =>
        {
            line["kind"] = "error";
            line["expected_error"] = new JsonObject { ["stage"] = "call", ["type"] = "KeyError", ["message"] = "" };
        });
        Assert.Equal(Status.Mismatch, result.Status);
    }

    [Theory]
    [InlineData("api", "\"head\"")]
    [InlineData("loss", "\"DistillationLossFn\"")]
    [InlineData("wrapper", """{"kind": "DraftLossWrapper"}""")]
    public void What_the_reference_has_and_the_library_has_not_is_unsupported(string path, string value) =>
        Assert.Equal(Status.Unsupported, Run(line => Put(line, path, value)).Status);

    [Theory]
    [InlineData("api", "\"haed\"", "api: the reference has no api 'haed'; did you mean 'head'?")]
    [InlineData("kind", "\"double\"", "kind: the reference has no kind 'double'")]
    [InlineData("loss", "7", "loss: expected a text, got 7")]
    [InlineData("inputs.data.token_mask.dtype", "\"float8\"", "inputs.data.token_mask.dtype: unknown element type 'float8'")]
    [InlineData("inputs.data.input_ids.data", "[0, 1.5]", "inputs.data.input_ids: data[1] is 1.5, not a value of int64")]
    [InlineData("inputs.next_token_logits.data", "[0, 0, 0, \"none\"]", "inputs.next_token_logits.data[3]: expected a number, got \"none\"")]
    [InlineData("inputs.next_token_logits", "null", "inputs: 'next_token_logits' is missing")]
    [InlineData("inputs.next_token_logits.shape", "[-1, 2, 2]", "inputs.next_token_logits.shape[0]: a length is negative")]
    public void What_is_malformed_is_said_with_its_place(string path, string value, string message)
    {
        var error = Assert.Throws<UsageException>(() => Run(line => Put(line, path, value)));
        Assert.StartsWith("here(1): " + message, error.Message);
    }

    private static CaseResult Run(Action<JsonObject>? change = null)
    {
        using var golden = GoldenCase.Parse(Sample.Line(change), "here(1)");
        return Evaluator.Run(golden);
    }

    private static void Put(JsonObject line, string path, string value)
    {
        var names = path.Split('.');
        var at = names[..^1].Aggregate<string, JsonNode>(line, (node, name) => node[name]!);
        at[names[^1]] = JsonNode.Parse(value);
    }
}
