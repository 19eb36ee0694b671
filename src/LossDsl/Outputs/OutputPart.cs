namespace LossDsl;

/// <summary>A tensor of a <see cref="ModelOutput"/> and what it has to be.</summary>
/// <param name="Field">Its declaration.</param>
/// <param name="Tensor">The tensor.</param>
internal readonly record struct OutputPart(TensorField Field, Tensor Tensor);
