namespace LossDsl;

/// <summary>
/// Declares a record as the data dict of a loss: the tensors that the loss needs from a batch, each with key, shape, type and
/// alignment. The record must be <c>partial</c>; the generator adds binding, validation, key constants and next-token views.
/// </summary>
/// <example>
/// <code>
/// [DataDict]
/// public sealed partial record MyDataDict
/// {
///     [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current)] public required Tensor InputIds { get; init; }
///     [Tensor("B", DType.Mask)] public required Tensor SampleMask { get; init; }
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DataDictAttribute : Attribute;
