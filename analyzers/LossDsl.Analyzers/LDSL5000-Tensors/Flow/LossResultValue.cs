namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A <c>LossResult</c>.</summary>
/// <param name="Loss">Its loss.</param>
internal sealed record LossResultValue(LossValue Loss) : AbstractValue;
