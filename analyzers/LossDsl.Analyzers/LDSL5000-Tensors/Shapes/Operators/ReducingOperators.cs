using System.Collections.Immutable;
using LossDsl.Analyzers.Tensors.Flow;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>Operators that reduce dimensions, or work along one.</summary>
internal static class ReducingOperators
{
    private static readonly string[] Names = ["dim", "dims", "dimensions", "dim0", "dim1", "dim2"];

    /// <summary>The operators with their shape inference.</summary>
    public static IEnumerable<(string Names, Func<OperatorCall, AbstractValue?> Infer)> All =>
    [
        ("sum prod", Sum),
        ("nansum", call => Reduce(call, call.TypeOr(ElementClasses.Sum(call.Class)))),
        ("mean nanmean", Mean),
        ("std var", Spread),
        ("logsumexp norm", call => Reduce(call, ElementClasses.Real(call.Class))),
        ("amax amin", call => Reduce(call, call.Class, isIds: call.Input.Tensor.IsIds)),
        ("any all", call => Reduce(call, ElementClass.Bool)),
        ("argmax argmin", call => Reduce(call, ElementClass.Integer)),
        ("max min", Extreme),
        ("median", call => call.Has("dim") ? null : Reduce(call, call.Class)),
        ("softmax log_softmax", Softmax),
        ("cumsum cumprod", call => Along(call, call.TypeOr(ElementClasses.Sum(call.Class)))),
        ("logcumsumexp", call => Along(call, call.Class)),
        ("flip roll", Move),
        ("argsort", call => Along(call, ElementClass.Integer)),
        ("sort", call => Both(call, Along(call, call.Class))),
        ("topk", call => Both(call, Top(call))),
    ];

    private static TensorValue? Reduce(OperatorCall call, ElementClass of, bool isIds = false)
    {
        if (call.Shape is not { } shape || call.Dims(Names) is not { } dims || call.Flag("keepdim") is not { } keeps)
            return call.Input.Operation is null ? null : new TensorValue(IsOfAll(call) ? Shape.Scalar : null, of);
        return call.Result(Reductions.Reduce(shape, dims, keeps), of, isIds);
    }

    // In x.sum(0) overload resolution converts 0 to a ScalarType: the sum over everything, as uint8.
    private static TensorValue? Sum(OperatorCall call)
    {
        if (call.Given("type") is { Operation: IConversionOperation { Operand: ILiteralOperation { ConstantValue: { HasValue: true, Value: 0 } } } })
            call.Say(
                $"{call.Name}(0) is over all dimensions: C# takes the literal 0 for the element type uint8; dim: 0 names the dimension",
                ShapeRules.NamedDim);
        return Reduce(call, call.TypeOr(ElementClasses.Sum(call.Class)));
    }

    private static bool IsOfAll(OperatorCall call) => call.Dims(Names) is { Count: 0 } && !call.Has("keepdim");

    private static TensorValue? Mean(OperatorCall call)
    {
        if (!call.Has("type"))
        {
            call.Demand(call.Input, ElementClass.Integer, "torch takes no mean of integers: convert them first");
            call.Demand(call.Input, ElementClass.Bool, "torch takes no mean of bool: convert it first");
        }

        return Reduce(call, call.TypeOr(call.Class));
    }

    private static TensorValue? Spread(OperatorCall call)
    {
        call.Demand(call.Input, ElementClass.Integer, $"torch takes no {call.Name} of integers: convert them first");
        return Reduce(call, call.Class);
    }

    private static TensorValue? Softmax(OperatorCall call)
    {
        if (!call.Has("dtype"))
            call.Demand(call.Input, ElementClass.Integer, $"torch takes no {call.Name} of integers: convert them first");
        return Along(call, call.TypeOr(ElementClasses.Real(call.Class)));
    }

    // x.max(dim) returns values and indices, x.max() a scalar, x.max(y) the elementwise maximum.
    private static AbstractValue? Extreme(OperatorCall call)
    {
        if (call.Given("other") is { } other)
            return call.Entrywise(call.Input, other);
        return call.Has("dim") ? Both(call, Reduce(call, call.Class, call.Input.Tensor.IsIds)) : Reduce(call, call.Class, call.Input.Tensor.IsIds);
    }

    private static TupleValue? Both(OperatorCall call, TensorValue? values) =>
        values is null ? null : new TupleValue(ImmutableArray.Create<AbstractValue?>(values, values with { Class = ElementClass.Integer, IsIds = false }));

    private static TensorValue? Along(OperatorCall call, ElementClass of) => call.Shape is { } shape
        ? call.Result(Reductions.Along(shape, call.Number("dim", "dimension")), of) with { Origin = call.Input.Tensor.Origin }
        : call.Input.Operation is null ? null : new TensorValue((Shape?)null, of);

    private static TensorValue? Top(OperatorCall call) =>
        call.Shape is { } shape ? call.Result(Reductions.Top(shape, call.Length("k"), call.Number("dim")), call.Class) : null;

    private static TensorValue? Move(OperatorCall call)
    {
        if (call.Shape is not { } shape)
            return null;
        var beyond = call.Dims("dims")?.OfType<long>().Where(dim => shape.Axis(dim) is null).ToList();
        return beyond is [var first, ..]
            ? call.Result(ShapeError.FromDim(first, shape), call.Class)
            : call.Kept(call.Class, call.Input.Tensor.IsIds);
    }
}
