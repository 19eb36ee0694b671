namespace LossDsl;

/// <inheritdoc cref="GradientStorage.NewTensor"/>
internal sealed class NewTensorStorage : GradientStorage
{
    internal override GradientStorage Reserve(Tensor logits) => this;

    internal override Tensor Allocate(Tensor logits) => HugePages.Empty(logits.shape, logits.dtype);
}
