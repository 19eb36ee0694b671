namespace LossDsl;

/// <summary>
/// Declares a record as the contract of a batch: the tensors that a loss needs, each with its key, shape, type and
/// alignment. The record must be <c>partial</c>; the generator adds binding, checks, keys and views.
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
