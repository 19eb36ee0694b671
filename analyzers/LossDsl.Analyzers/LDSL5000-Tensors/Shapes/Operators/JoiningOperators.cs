using LossDsl.Analyzers.Tensors.Flow;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>Operators that join several tensors.</summary>
internal static class JoiningOperators
{
    /// <summary>The operators with their shape inference.</summary>
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
