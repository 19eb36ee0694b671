using System.Text.Json.Nodes;

namespace LossDsl.Goldens.Tests;

/// <summary>
/// A case that can be computed by hand: two tokens, a vocabulary of two, equal logits. The only prediction has probability 1/2,
/// so the loss is ln 2, and its gradient is the softmax minus one at the target.
/// </summary>
internal static class Sample
{
    public const double Loss = 0.6931471824645996;

    /// <summary>The case as one line.</summary>
    /// <param name="change">Changes the case.</param>
    public static string Line(Action<JsonObject>? change = null)
    {
        var line = JsonNode.Parse(
            """
            {
              "name": "nll/by_hand/1", "family": "nll", "scenario": "by_hand", "api": "seed", "kind": "single",
              "loss": "NLLLoss", "config": {}, "call": {}, "wrapper": null,
              "inputs": {
                "next_token_logits": {"shape": [1, 2, 2], "dtype": "float32", "data": [0.0, 0.0, 0.0, 0.0]},
                "data": {
                  "input_ids": {"shape": [1, 2], "dtype": "int64", "data": [0, 1]},
                  "token_mask": {"shape": [1, 2], "dtype": "bool", "data": [1, 1]},
                  "sample_mask": {"shape": [1], "dtype": "float32", "data": [1.0]}
                },
                "global_valid_seqs": null,
                "global_valid_toks": {"shape": [], "dtype": "float32", "data": [1.0]}
              },
              "expected": {
                "loss": 0.6931471824645996, "loss_dtype": "float32",
                "metrics": {"loss": 0.6931471824645996, "num_unmasked_tokens": 1.0, "num_valid_samples": 1.0},
                "grads": {"next_token_logits": {"shape": [1, 2, 2], "dtype": "float32", "data": [0.5, -0.5, 0.0, 0.0]}}
              }
            }
            """)!.AsObject();
        change?.Invoke(line);
        return line.ToJsonString();
    }
}
