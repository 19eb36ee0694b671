using LossDsl.Analyzers.Tensors.Flow;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>Operators that rearrange the dimensions of the same elements.</summary>
internal static class ViewOperators
{
    /// <summary>The operators with their shape inference.</summary>
    public static IEnumerable<(string Names, Func<OperatorCall, AbstractValue?> Infer)> All =>
    [
        ("view reshape", View),
        ("view_as reshape_as", call => call.Other is { AbstractValue: TensorValue { Shape: { } shape } } ? Viewed(call, Views.View(call.Shape, shape.Dimensions)) : null),
        ("flatten", call => Known(call, shape => call.Number("start_dim") is { } start && call.Number("end_dim") is { } end ? Views.Flatten(shape, start, end) : Inferred.Unknown)),
        ("unflatten", call => Known(call, shape => call.Number("dim") is { } dim && call.Lengths("sizes") is { } lengths ? Views.Unflatten(shape, dim, lengths) : Inferred.Unknown)),
        ("unsqueeze", call => Known(call, shape => call.Number("dim") is { } dim ? Views.Unsqueeze(shape, dim) : Inferred.Unknown)),
        ("squeeze", Squeeze),
        ("transpose swapaxes swapdims", call => Known(call, shape => call.Number("dim0") is { } one && call.Number("dim1") is { } other ? Views.Transpose(shape, one, other) : Inferred.Unknown)),
        ("t", call => Known(call, shape => shape.Rank > 2 ? ShapeError.FromRank("t() takes at most 2 dimensions") : Views.Reverse(shape))),
        ("permute", call => Known(call, shape => call.Dims("permutation") is { } order ? Views.Permute(shape, order) : Inferred.Unknown)),
        ("expand", call => Known(call, shape => call.Lengths("sizes") is { } lengths ? Views.Expand(shape, lengths) : Inferred.Unknown)),
        ("expand_as", call => call.Other is { AbstractValue: TensorValue { Shape: { } target } } ? Known(call, shape => Views.Expand(shape, target.Dimensions)) : null),
        ("repeat", call => Known(call, shape => call.Lengths("sizes") is { } times ? Views.Repeat(shape, times) : Inferred.Unknown)),
        ("tile", Tile),
        ("tril triu", call => Known(call, shape => shape.Rank < 2 ? ShapeError.FromRank("a triangle needs 2 dimensions") : shape)),
    ];

    private static TensorValue? View(OperatorCall call) => call.Lengths("shape") is { } lengths ? Viewed(call, Views.View(call.Shape, lengths)) : null;

    private static TensorValue Viewed(OperatorCall call, Inferred inferred) => call.Result(inferred, call.Class, call.Input.Tensor.IsIds);

    private static TensorValue Known(OperatorCall call, Func<Shape, Inferred> infer) =>
        Viewed(call, call.Shape is { } shape ? infer(shape) : Inferred.Unknown);

    private static TensorValue Squeeze(OperatorCall call) => Known(
        call,
        shape => !call.Has("dim") ? Views.Squeeze(shape, null) : call.Number("dim") is { } dim ? Views.Squeeze(shape, dim) : Inferred.Unknown);

    private static TensorValue Tile(OperatorCall call) => Known(call, shape => call.Lengths("reps") is { } times
        ? Views.Repeat(shape, [.. Enumerable.Repeat(Dimension.One, Math.Max(shape.Rank - times.Count, 0)), .. times])
        : Inferred.Unknown);
}
