using LossDsl.Analyzers.Tensors.Flow;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>Elementwise operators.</summary>
internal static class EntrywiseOperators
{
    /// <summary>The operators with their shape inference.</summary>
    public static IEnumerable<(string Names, Func<OperatorCall, AbstractValue?> Infer)> All =>
    [
        ("abs relu sign positive absolute sgn", call => call.Kept(call.Class)),
        ("neg negative", Negate),
        ("square", call => call.Kept(ElementClasses.Sum(call.Class))),
        ("clamp clamp_min clamp_max clip", Clamp),
        ("exp log log2 log10 log1p expm1 sqrt rsqrt sigmoid tanh sin cos erf reciprocal logsigmoid gelu silu softplus logit", call => call.Kept(ElementClasses.Real(call.Class))),
        ("nan_to_num round floor ceil trunc dropout", call => call.Kept(call.Class)),
        ("to type to_type", Convert),
        ("float double half bfloat16", call => call.Kept(ElementClass.Float)),
        ("long int short byte", call => call.Kept(ElementClass.Integer, call.Input.Tensor.IsIds)),
        ("bool isnan isinf isfinite logical_not", call => call.Kept(ElementClass.Bool)),
        ("bitwise_not", call => call.Kept(call.Class)),
        ("detach clone contiguous cpu cuda alias requires_grad pin_memory MoveToOuterDisposeScope MoveToOtherDisposeScope DetachFromDisposeScope", call => call.Kept(call.Class, call.Input.Tensor.IsIds)),
        ("zeros_like ones_like full_like rand_like randn_like empty_like", call => call.Kept(call.TypeOr(call.Class)) with { IsIds = false }),
        ("add sub subtract mul multiply div divide true_divide pow remainder fmod maximum minimum fmax fmin atan2 logaddexp", Two),
        ("eq ne lt le gt ge greater less greater_equal less_equal not_equal logical_and logical_or logical_xor bitwise_and bitwise_or bitwise_xor", Two),
        ("floor_divide", Two),
        ("masked_fill", Two),
        ("lerp", call => call is { Other: { } end } ? call.Entrywise(call.Input, end) : null),
        ("where", Where),
    ];

    private static TensorValue Negate(OperatorCall call)
    {
        call.Demand(call.Input, ElementClass.Bool, "torch does not negate bool; logical_not() turns a mask around");
        return call.Kept(call.Class);
    }

    private static TensorValue? Two(OperatorCall call) => call is { Input.Operation: not null, Other: { } other } ? call.Entrywise(call.Input, other) : null;

    private static TensorValue Clamp(OperatorCall call) =>
        call.Given("min", "max") is { AbstractValue: TensorValue } ? TensorValue.Unknown : call.Kept(call.Class == ElementClass.Float ? ElementClass.Float : ElementClass.Unknown, call.Input.Tensor.IsIds);

    private static TensorValue Convert(OperatorCall call)
    {
        if (call.Other is { AbstractValue: TensorValue other })
            return call.Kept(other.Class, call.Input.Tensor.IsIds);
        var isType = call.Has("type", "dtype");
        return call.Has("typeFunc") ? call.Kept(ElementClass.Unknown) : call.Kept(isType ? call.TypeOr(call.Class) : call.Class, call.Input.Tensor.IsIds);
    }

    private static TensorValue? Where(OperatorCall call)
    {
        var (condition, otherwise) = (call.Given("condition"), call.Given("y"));
        var when = call.Given("x") ?? (call.Operation.Instance is null ? null : call.Input);
        if (condition is not { } test || otherwise is not { } no || when is not { } yes)
            return null;
        var values = call.Entrywise(yes, no);
        var chosen = Broadcasting.Broadcast(test.Tensor.Shape, values.Shape);
        return call.Result(chosen, values.Class, test, new Operand(yes.Operation, values));
    }
}
