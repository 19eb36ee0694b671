using LossDsl.Analyzers.Tensors.Flow;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>Operators that select entries.</summary>
internal static class ChoosingOperators
{
    private const string IndexIsInteger = "an index is made of integers";

    /// <summary>The operators with their shape inference.</summary>
    public static IEnumerable<(string Names, Func<OperatorCall, AbstractValue?> Infer)> All =>
    [
        ("gather", call => Chosen(call, "index", index => Lookups.Gather(call.Shape, call.Number("dim"), index))),
        ("take_along_dim", call => call.Has("dim") ? Chosen(call, "indices", index => Lookups.TakeAlong(call.Shape, index, call.Number("dim"))) : null),
        ("index_select", call => Chosen(call, "index", index => Lookups.IndexSelect(call.Shape, call.Number("dim"), index))),
        ("select", call => call.Shape is { } shape ? call.Result(Lookups.Select(shape, call.Number("dim"), call.Number("index")), call.Class, call.Input.Tensor.IsIds) : null),
        ("narrow", call => call.Shape is { } shape ? call.Result(Lookups.Narrow(shape, call.Number("dim"), call.Length("start"), call.Length("length")), call.Class, call.Input.Tensor.IsIds) : null),
        ("masked_select", call => call.Given("mask") is { } mask ? call.Result(Broadcasting.Broadcast(call.Shape, mask.Tensor.Shape).Then(_ => new Shape([null])), call.Class, call.Input, mask) : null),
        ("unbind", call => Parts(call, shape => call.Number("dimension", "dim") is not { } dim ? Inferred.Unknown : shape.Axis(dim) is { } axis ? shape.Remove(axis) : ShapeError.FromDim(dim, shape))),
        ("chunk split", call => Parts(call, shape => call.Number("dim") is not { } dim ? Inferred.Unknown : shape.Axis(dim) is { } axis ? shape.With(axis, null) : ShapeError.FromDim(dim, shape))),
        ("size", Size),
        ("dim", call => call.Shape is { } shape ? new LengthValue(Dimension.FromConstant(shape.Rank)) : null),
        ("numel", call => call.Shape?.Elements is { } count ? new LengthValue(count) : null),
        ("one_hot", OneHot),
        ("embedding", call => { call.Demand(call.Given("input", "x"), ElementClass.Float, IndexIsInteger); return null; }),
    ];

    private static TensorValue? Chosen(OperatorCall call, string name, Func<Shape?, Inferred> infer)
    {
        if (call.Given(name) is not { } index)
            return null;
        call.Demand(index, ElementClass.Float, IndexIsInteger);
        call.Demand(index, ElementClass.Bool, IndexIsInteger);
        return call.Result(infer(index.Tensor.Shape), call.Class, call.Input, index) with { IsIds = call.Input.Tensor.IsIds };
    }

    private static SequenceValue? Parts(OperatorCall call, Func<Shape, Inferred> infer) =>
        call.Shape is { } shape ? new SequenceValue(call.Result(infer(shape), call.Class, call.Input.Tensor.IsIds)) : null;

    private static AbstractValue? Size(OperatorCall call)
    {
        if (call.Shape is not { } shape)
            return null;
        if (call.Operation.Arguments.Length == 0)
            return new ListValue([.. shape.Dimensions.Select(length => length is null ? null : (AbstractValue)new LengthValue(length))]);
        if (call.Number("dim") is not { } dim)
            return null;
        if (shape.Rank == 0 || shape.Axis(dim) is not { } axis)
        {
            call.Result(ShapeError.FromDim(dim, shape), call.Class);
            return null;
        }

        return shape[axis] is { } known ? new LengthValue(known) : null;
    }

    private static TensorValue? OneHot(OperatorCall call)
    {
        call.Demand(call.Input, ElementClass.Float, IndexIsInteger);
        return call.Shape is { } shape
            ? call.Result(shape.Insert(shape.Rank, call.Length("num_classes") is { Constant: not -1 } count ? count : null), ElementClass.Integer)
            : null;
    }
}
