using LossDsl.Analyzers.Tensors.Shapes;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>What is known about a value at a point of a method. Unknown values are represented by null.</summary>
internal abstract record AbstractValue
{
    /// <summary>The join of two values: what holds for both; null if nothing does.</summary>
    public static AbstractValue? Join(AbstractValue? a, AbstractValue? b) => (a, b) switch
    {
        (null, _) or (_, null) => null,
        _ when a.Equals(b) => a,
        (ZeroValue, _) => b,
        (_, ZeroValue) => a,
        (LossValue first, LossValue second) => first.Join(second),
        (SequenceValue first, SequenceValue second) => new SequenceValue(Join(first.Element, second.Element)),
        (TupleValue first, TupleValue second) when first.Elements.Length == second.Elements.Length
            => new TupleValue([.. first.Elements.Zip(second.Elements, Join)]),
        (TokenTensorValue first, TokenTensorValue second) => first.Join(second),
        (TensorValue first, TensorValue second) => first.With(second),
        (ListValue first, ListValue second) when first.Elements.Length == second.Elements.Length
            => new ListValue([.. first.Elements.Zip(second.Elements, Join)]),
        _ => null,
    };
}
