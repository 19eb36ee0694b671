namespace LossDsl;

/// <inheritdoc cref="GradientPlace.Fresh"/>
internal sealed class FreshGradient : GradientPlace
{
    public override GradientPlace Reserve(Tensor logits) => this;

    public override Tensor Take(Tensor logits) => empty(logits.shape, dtype: logits.dtype);
}
