using System.Text.Json.Nodes;
using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Losses;

/// <summary><see cref="ClippedPGLossFn"/>, with the options of both states of the reference.</summary>
internal sealed class ClippedPGUnderTest() : TypedLoss<ClippedPGLossDataDict, ClippedPGMetrics>("ClippedPGLossFn")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> ConfigKeys { get; } = KeysOf<ClippedPGLossConfig>();

    /// <inheritdoc/>
    public override bool IsOfHead => true;

    /// <inheritdoc/>
    protected override ILossFunction<ClippedPGLossDataDict, ClippedPGMetrics> Make(GoldenCase golden) => new ClippedPGLossFn(Config(golden));

    // With a ratio that is forced the reference reads no previous policy, which our contract requires.
    /// <inheritdoc/>
    protected override void Complete(GoldenCase golden, BatchedDataDict data)
    {
        if (golden.Api == "head" && !data.ContainsKey("prev_logprobs") && Config(golden).ForceOnPolicyRatio)
            data["prev_logprobs"] = data["generation_logprobs"];
    }

    private static ClippedPGLossConfig Config(GoldenCase golden)
    {
        if (golden.Api != "head")
            return ClippedPGLossConfig.FromJson(golden.Root["config"].Text);
        // What a file leaves out has the default of the reference.
        var config = JsonNode.Parse(ClippedPGLossConfig.NeMoRL202608.ToJson())!.AsObject();
        foreach (var (key, value) in JsonNode.Parse(golden.Root["config"].Text)!.AsObject())
            config[key] = value?.DeepClone();
        return ClippedPGLossConfig.FromJson(config.ToJsonString());
    }
}
