namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>What is known of a value at a point of a method; where nothing is known there is no fact.</summary>
internal abstract record AbstractValue
{
    /// <summary>What is known where two paths meet: what both agree on.</summary>
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
        _ => null,
    };
}
