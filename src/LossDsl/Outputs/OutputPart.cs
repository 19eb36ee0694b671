namespace LossDsl;

/// <summary>A tensor of a <see cref="ModelOutput"/> with its declaration.</summary>
/// <param name="Field">The declaration.</param>
/// <param name="Tensor">The tensor.</param>
internal readonly record struct OutputPart(TensorField Field, Tensor Tensor);
