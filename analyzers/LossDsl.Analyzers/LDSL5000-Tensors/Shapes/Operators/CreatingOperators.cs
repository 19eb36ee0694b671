using LossDsl.Analyzers.Tensors.Flow;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>Factory functions of tensors.</summary>
internal static class CreatingOperators
{
    private static readonly string[] Names = ["size", "sizes", "dim0", "dim1", "dim2", "dim3", "rows", "columns"];

    /// <summary>The operators with their shape inference.</summary>
    public static IEnumerable<(string Names, Func<OperatorCall, AbstractValue?> Infer)> All =>
    [
        ("zeros ones rand randn empty", call => Create(call, call.TypeOr(ElementClass.Float))),
        ("new_zeros new_ones new_empty", call => Create(call, call.TypeOr(call.Class))),
        ("full", call => Create(call, call.TypeOr(call.Given("value")?.Class ?? ElementClass.Unknown))),
        ("randint", call => Create(call, call.TypeOr(ElementClass.Integer))),
        ("randperm", call => new TensorValue(new Shape([call.Length("n")]), call.TypeOr(ElementClass.Integer), Origin(call))),
        ("arange", Arange),
        ("linspace", call => new TensorValue(new Shape([call.Length("steps")]), call.TypeOr(ElementClass.Float), Origin(call))),
        ("eye", Eye),
        ("tensor", Literal),
    ];

    private static TensorValue? Create(OperatorCall call, ElementClass of) =>
        call.Lengths(Names) is { Count: > 0 } lengths ? new TensorValue(new Shape([.. lengths]), of, Origin(call)) : null;

    private static TensorValue? Eye(OperatorCall call)
    {
        var (rows, columns) = (call.Length("rows"), call.Length("columns"));
        return new TensorValue(new Shape([rows, columns?.Constant == -1 ? rows : columns]), call.TypeOr(ElementClass.Float), Origin(call));
    }

    private static TensorValue Arange(OperatorCall call)
    {
        var isPlain = !call.Has("start") && !call.Has("step");
        var length = isPlain && call.Given("stop") is { Class: ElementClass.Integer } ? call.Length("stop") : null;
        return new TensorValue(new Shape([length]), call.TypeOr(call.Given("stop")?.Class ?? ElementClass.Unknown), Origin(call));
    }

    private static TensorValue? Literal(OperatorCall call)
    {
        if (call.Operation.Arguments is not [{ Value: var value }, ..] || call.Has("dimensions"))
            return null;
        if (call.Given("scalar") is { } number)
            return new TensorValue(Shape.Scalar, call.TypeOr(number.Class), Origin(call));
        return call.Given("rawArray", "dataArray") is { AbstractValue: ListValue { Elements.Length: var count } } && call.Lengths("dim0", "dim1", "dim2", "dim3", "rows", "columns") is { Count: 0 }
            ? new TensorValue(new Shape([Dimension.FromConstant(count)]), ElementClass.Unknown, Origin(call))
            : null;
    }

    private static Origin Origin(OperatorCall call) => new(Spelling.Of(call.Operation), Spelling.Line(call.Operation));
}
