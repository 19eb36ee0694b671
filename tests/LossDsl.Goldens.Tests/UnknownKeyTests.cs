using System.Text.Json.Nodes;
using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Tests;

/// <summary>A key that nothing reads is reported, not ignored.</summary>
public sealed class UnknownKeyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void In_the_call_it_is_an_error_of_the_file() => AssertRefused(
        line => line["call"] = new JsonObject { ["dpo_los"] = true },
        "call: 'dpo_los' of the case 'nll/by_hand/1' is unknown; NLLLoss knows dpo_loss, dpo_average_log_probs; did you mean 'dpo_loss'?");

    [Fact]
    public void In_the_config_it_is_an_error_of_the_file() => AssertRefused(
        line => line["config"] = new JsonObject { ["temperature"] = 1 },
        "config: 'temperature' of the case 'nll/by_hand/1' is unknown; NLLLoss knows no key");

    [Fact]
    public void In_the_config_of_a_typed_loss_too() => AssertRefused(
        line => (line["loss"], line["config"]) = ("DPOLossFn", new JsonObject { ["sft_loss_wait"] = 1 }),
        "config: 'sft_loss_wait' of the case 'nll/by_hand/1' is unknown; DPOLossFn knows reference_policy_kl_penalty, ");

    [Fact]
    public void In_the_wrapper_it_is_an_error_of_the_file() => AssertRefused(
        line => line["wrapper"] = new JsonObject { ["kind"] = "SequencePackingLossWrapper", ["cu_seqlens"] = new JsonArray() },
        "wrapper: 'cu_seqlens' of the case 'nll/by_hand/1' is unknown; NLLLoss knows kind, cu_seqlens_q, cu_seqlens_q_padded; did you mean 'cu_seqlens_q'?");

    [Fact]
    public void A_wrapper_around_what_takes_none_is_an_error_of_the_file() => AssertRefused(
        line => (line["loss"], line["wrapper"]) = (
            "PreferenceLoss._preference_loss", new JsonObject { ["kind"] = "SequencePackingLossWrapper" }),
        "wrapper: 'kind' of the case 'nll/by_hand/1' is unknown; PreferenceLoss._preference_loss knows no key");

    [Theory]
    [InlineData("vocab_parallel_group")]
    [InlineData("vocab_parallel_rank")]
    [InlineData("context_parallel_group")]
    public void A_group_that_a_file_cannot_give_is_an_error_of_the_file(string key) => AssertRefused(
        line => line["call"] = new JsonObject { [key] = "<any group>" },
        $"call: '{key}' of the case 'nll/by_hand/1' is no argument that a file can give: only a case of the kind 'parallel' has groups");

    [Fact]
    public void A_group_that_is_null_is_no_group() =>
        Assert.Equal(Status.Ok, Run(line => line["call"] = new JsonObject { ["vocab_parallel_group"] = null }).Status);

    [Fact]
    public void A_null_is_no_excuse_for_another_key() => AssertRefused(
        line => line["call"] = new JsonObject { ["dpo_los"] = null }, "call: 'dpo_los' of the case 'nll/by_hand/1' is unknown");

    [Fact]
    public void A_case_that_is_to_be_refused_is_refused_for_it()
    {
        var result = Run(line => Refused(line, new JsonObject { ["vocab_parallel_group"] = "<any group>" }, stage: "call"));
        Assert.Equal((Status.Ok, "call", nameof(UnknownKey)), (result.Status, result.Error!.Stage, result.Error.Type));
        Assert.Contains("'vocab_parallel_group'", result.Error.Message);
        Assert.Null(result.Values);
    }

    [Fact]
    public void It_must_be_refused_by_the_recorded_stage()
    {
        var result = Run(line => Refused(line, new JsonObject { ["vocab_parallel_group"] = "<any group>" }, stage: "construct"));
        Assert.Equal(Status.Mismatch, result.Status);
    }

    [Fact]
    public void A_case_to_be_refused_that_has_no_such_key_is_computed() =>
        Assert.Equal(Status.Mismatch, Run(line => Refused(line, [], stage: "call")).Status);

    [Theory]
    [InlineData("args", "valuess", "masked_mean knows values, mask, global_normalization_factor; did you mean 'values'?")]
    [InlineData("kwargs", "dims", "masked_mean knows dim; did you mean 'dim'?")]
    public void An_argument_of_a_function_is_an_error_of_the_file(string section, string key, string known)
    {
        var line = JsonNode.Parse(
            """
            {
              "name": "utils/f", "family": "utils", "scenario": "f", "api": "seed", "kind": "function", "function": "masked_mean",
              "args": {
                "values": {"shape": [2], "dtype": "float32", "data": [1.0, 2.0]},
                "mask": {"shape": [2], "dtype": "float32", "data": [1.0, 1.0]}
              },
              "kwargs": {},
              "expected": {"output": {"shape": [], "dtype": "float32", "data": [1.5]}}
            }
            """)!;
        Assert.Equal(Status.Ok, Run(line.ToJsonString()).Status);

        line[section]![key] = 0;
        var refused = Assert.Throws<UsageException>(() => Run(line.ToJsonString()));
        Assert.Equal($"utils.jsonl(7): {section}: '{key}' of the case 'utils/f' is unknown; {known}", refused.Message);
    }

    [Fact]
    public void What_is_not_supported_is_skipped_whatever_its_keys_are() => Assert.Equal(
        Status.Unsupported, Run(line => (line["api"], line["call"]) = ("head", new JsonObject { ["anything"] = 1 })).Status);

    [Fact]
    public void What_other_libraries_have_is_skipped_whatever_its_name_is() => Assert.Equal(
        Status.Unsupported, Run(line => (line["api"], line["kind"], line["loss"]) = ("peer", "peer", "orpo")).Status);

    private void AssertRefused(Action<JsonObject> change, string because)
    {
        var file = _folder.With("cases.jsonl", Sample.Line(), Sample.Line(change));
        ProgramRun.Run("eval", file).AssertRefused($"{file}(2): {because}");
    }

    private static void Refused(JsonObject line, JsonObject call, string stage)
    {
        line.Remove("expected");
        (line["kind"], line["call"]) = ("error", call);
        line["expected_error"] = new JsonObject { ["stage"] = stage, ["type"] = "AssertionError", ["message"] = "no rank" };
    }

    private static CaseResult Run(Action<JsonObject> change) => Run(Sample.Line(change));

    private static CaseResult Run(string line)
    {
        using var golden = GoldenCase.Parse(line, "utils.jsonl(7)");
        return Evaluator.Run(golden);
    }
}
