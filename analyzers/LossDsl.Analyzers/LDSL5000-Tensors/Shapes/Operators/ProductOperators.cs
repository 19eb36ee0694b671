using LossDsl.Analyzers.Tensors.Flow;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>Matrix products.</summary>
internal static class ProductOperators
{
    /// <summary>The operators with their shape inference.</summary>
    public static IEnumerable<(string Names, Func<OperatorCall, AbstractValue?> Infer)> All =>
    [
        ("matmul", call => Product(call, Products.Matmul)),
        ("mm", call => Product(call, (a, b) => Products.Strict(a, b, 2, 2))),
        ("bmm", call => Product(call, (a, b) => Products.Strict(a, b, 3, 3))),
        ("mv", call => Product(call, (a, b) => Products.Strict(a, b, 2, 1))),
        ("dot", call => Product(call, (a, b) => Products.Strict(a, b, 1, 1))),
        ("outer", call => Product(call, Products.Outer)),
        ("linear", Linear),
        ("einsum", Einsum),
    ];

    private static TensorValue? Product(OperatorCall call, Func<Shape?, Shape?, Inferred> infer) => call is { Input.Operation: not null, Other: { } other }
        ? call.Result(infer(call.Shape, other.Tensor.Shape), ElementClasses.Promote(call.Class, other.Class), call.Input, other)
        : null;

    private static TensorValue? Linear(OperatorCall call) => call.Given("weights", "weight") is { Tensor.Shape: { Rank: 2 } weights } given
        ? call.Result(Products.Matmul(call.Shape, Views.Reverse(weights)), ElementClass.Float, call.Input, given)
        : null;

    private static TensorValue? Einsum(OperatorCall call)
    {
        if (call.Text("equation") is not { } equation || call.Tensors("tensors") is not { } factors)
            return null;
        return call.Result(
            Products.Einsum(equation, [.. factors.Select(factor => factor.Shape)]), factors.Select(factor => factor.Class).Aggregate(ElementClasses.Promote), factors);
    }
}
