using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Functions;

/// <summary><see cref="KlPenalty.K3"/>.</summary>
internal sealed class KlPenaltyK3() : FunctionUnderTest("calculate_kl_penalty_joschu2020", "logprobs_policy")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Tensors { get; } = ["logprobs_policy", "logprobs_reference"];

    /// <inheritdoc/>
    public override Tensor Call(BatchedDataDict args, GoldenNode? options) =>
        KlPenalty.K3(args.GetTensor("logprobs_policy"), args.GetTensor("logprobs_reference"));
}
