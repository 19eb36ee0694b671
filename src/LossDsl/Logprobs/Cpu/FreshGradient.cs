namespace LossDsl;

/// <inheritdoc cref="GradientPlace.Fresh"/>
internal sealed class FreshGradient : GradientPlace
{
    internal override GradientPlace Reserve(Tensor logits) => this;

    internal override Tensor Take(Tensor logits) => LargeMemory.Empty(logits.shape, logits.dtype);
}
