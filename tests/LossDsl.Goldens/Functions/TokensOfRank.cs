using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Functions;

/// <summary><see cref="ContextParallel.GetTokensOnRank"/>.</summary>
internal sealed class TokensOfRank() : FunctionUnderTest("_get_tokens_on_this_cp_rank", "input_ids")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Tensors { get; } = ["input_ids"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Options { get; } = ["cp_rank", "cp_size", "seq_dim"];

    /// <inheritdoc/>
    public override Tensor Call(BatchedDataDict args, GoldenNode? options) => ContextParallel.GetTokensOnRank(
        args.GetTensor("input_ids"),
        (int)(options?.Find("cp_rank")?.Integer() ?? 0),
        (int)(options?.Find("cp_size")?.Integer() ?? 1),
        options?.Find("seq_dim")?.Integer() ?? 1);
}
