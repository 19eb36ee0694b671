using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Functions;

/// <summary><see cref="KlPenalty.Compute"/>.</summary>
internal sealed class CalculateKl() : FunctionUnderTest("calculate_kl", "logprobs")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Tensors { get; } = ["logprobs", "logprobs_reference"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Options { get; } = ["kl_type", "input_clamp_value", "output_clamp_value"];

    /// <inheritdoc/>
    public override bool IsOfHead => true;

    /// <inheritdoc/>
    public override Tensor Call(BatchedDataDict args, GoldenNode? options) => KlPenalty.Compute(
        args.GetTensor("logprobs"),
        args.GetTensor("logprobs_reference"),
        options?.Find("kl_type")?.String() switch
        {
            "k1" => KlEstimator.K1,
            "k2" => KlEstimator.K2,
            _ => KlEstimator.K3,
        },
        KlGradient.Estimate,
        options?.Find("input_clamp_value")?.Number(),
        options?.Find("output_clamp_value")?.Number());
}
