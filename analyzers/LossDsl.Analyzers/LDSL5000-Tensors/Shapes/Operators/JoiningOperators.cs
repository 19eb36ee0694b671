using LossDsl.Analyzers.Tensors.Flow;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>Operators that make one tensor of several.</summary>
internal static class JoiningOperators
{
    /// <summary>All of them.</summary>
    public static IEnumerable<(string Names, Func<OperatorCall, AbstractValue?> Infer)> All =>
    [
        ("cat concat concatenate", call => Join(call, Joins.Concatenate)),
        ("stack", call => Join(call, Joins.Stack)),
    ];

    private static TensorValue? Join(OperatorCall call, Func<IReadOnlyList<Shape?>, long?, Inferred> infer)
    {
        if (call.Tensors("tensors") is not { Count: > 0 } parts)
            return null;
        return call.Result(infer([.. parts.Select(part => part.Shape)], call.Number("dim")), parts.Select(part => part.Class).Aggregate(ElementClasses.Promote), parts)
            with { IsIds = parts.All(part => part.IsIds) };
    }
}
