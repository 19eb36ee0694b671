using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Functions;

/// <summary><see cref="Masked.Mean"/>.</summary>
internal sealed class MaskedMean() : FunctionUnderTest("masked_mean", "values")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Tensors { get; } = ["values", "mask", "global_normalization_factor"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Options { get; } = ["dim"];

    /// <inheritdoc/>
    public override Tensor Call(BatchedDataDict args, GoldenNode? options) => Masked.Mean(
        args.GetTensor("values"),
        args.GetTensor("mask"),
        options?.Find("dim")?.Integer(),
        args.TryGetValue("global_normalization_factor", out var factor) ? (Tensor?)factor : null);
}
