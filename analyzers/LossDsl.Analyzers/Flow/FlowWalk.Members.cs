using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Flow;

/// <content>Properties and indexers: the parts of results, batches, masks and lists.</content>
internal sealed partial class FlowWalk
{
    private Fact? Property(IPropertyReferenceOperation reference)
    {
        var instance = Visit(reference.Instance);
        foreach (var argument in reference.Arguments)
            Visit(argument.Value);
        if (reference.Property.IsIndexer)
            return Indexed(reference, instance);
        return Member(reference, instance) ?? (IsBatch(reference.Type) && reference.Instance is null or IInstanceReferenceOperation ? new BatchFact(reference.Property) : null);
    }

    private Fact? Member(IPropertyReferenceOperation reference, Fact? instance) => (reference.Property.Name, instance) switch
    {
        ("Loss", ResultFact result) => result.Loss,
        (_, MasksFact { Mask: var mask }) when reference.Property.Name is "Tokens" or "Weights" or "Absent" => mask,
        ("SampleMask", BatchFact batch) => new MaskFact(batch),
        ("ValidTokens" or "ValidSequences", CountsFact) => null,
        ("Value", _) when reference.Property.ContainingType.SpecialType == SpecialType.System_Nullable_T => instance,
        _ => Declared(reference, instance),
    };

    private Fact? Indexed(IPropertyReferenceOperation reference, Fact? instance) => instance switch
    {
        SequenceFact => Elements.Of(instance, Loop(Here(reference)) ?? reference),
        BatchFact batch when reference.Arguments is [{ Value.ConstantValue: { HasValue: true, Value: "sample_mask" } }] => new MaskFact(batch),
        BatchFact => Entry(reference, instance),
        TokenFact tokens => Cut.By(reference, tokens),
        _ => null,
    };
}
