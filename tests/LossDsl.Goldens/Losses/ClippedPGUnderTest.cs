using System.Text.Json.Nodes;
using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Losses;

/// <summary><see cref="ClippedPGLossFn"/>, with the options of both versions of the reference.</summary>
internal sealed class ClippedPGUnderTest() : TypedLoss<ClippedPGLossDataDict, ClippedPGMetrics>("ClippedPGLossFn")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> ConfigKeys { get; } = KeysOf<ClippedPGLossConfig>();

    /// <inheritdoc/>
    public override bool IsOfHead => true;

    /// <inheritdoc/>
    protected override ILossFunction<ClippedPGLossDataDict, ClippedPGMetrics> Make(GoldenCase golden) => new ClippedPGLossFn(Config(golden));

    // With force_on_policy_ratio the reference does not read the previous policy, which our data dict requires.
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
        // A missing setting has the default of the reference.
        var config = JsonNode.Parse(ClippedPGLossConfig.NeMoRL202608.ToJson())!.AsObject();
        foreach (var (key, value) in JsonNode.Parse(golden.Root["config"].Text)!.AsObject())
            config[key] = value?.DeepClone();
        return ClippedPGLossConfig.FromJson(config.ToJsonString());
    }
}
