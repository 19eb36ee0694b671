using LossDsl.Analyzers.Tensors.Shapes;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>What is known of a value at a point of a method; where nothing is known there is no fact.</summary>
internal abstract record Fact
{
    /// <summary>What is known where two paths meet: what both agree on.</summary>
    public static Fact? Join(Fact? a, Fact? b) => (a, b) switch
    {
        (null, _) or (_, null) => null,
        _ when a.Equals(b) => a,
        (NothingFact, _) => b,
        (_, NothingFact) => a,
        (LossFact first, LossFact second) => first.With(second),
        (SequenceFact first, SequenceFact second) => new SequenceFact(Join(first.Element, second.Element)),
        (TupleFact first, TupleFact second) when first.Elements.Length == second.Elements.Length
            => new TupleFact([.. first.Elements.Zip(second.Elements, Join)]),
        (TokenFact first, TokenFact second) => first.With(second),
        (TensorFact first, TensorFact second) => first.With(second),
        (ListFact first, ListFact second) when first.Elements.Length == second.Elements.Length
            => new ListFact([.. first.Elements.Zip(second.Elements, Join)]),
        _ => null,
    };
}
