using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

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
        if (Member(reference, instance) is { } member)
            return member;
        return reference.Instance is null or IInstanceReferenceOperation ? Named(reference, reference.Property) : null;
    }

    /// <inheritdoc/>
    protected override Fact? Member(IPropertyReferenceOperation reference, Fact? instance) => (reference.Property.Name, instance) switch
    {
        ("Loss", ResultFact result) => result.Loss,
        (_, MasksFact { Mask: var mask }) when reference.Property.Name is "Tokens" or "Weights" or "Absent" => mask,
        ("SampleMask", BatchFact batch) => new MaskFact(batch),
        ("ValidTokens" or "ValidSequences", CountsFact) => null,
        ("Value", _) when reference.Property.ContainingType.SpecialType == SpecialType.System_Nullable_T => instance,
        _ => Declared(reference, instance),
    };

    // item.Batch, item.Item1
    private static Fact? Element(IFieldReferenceOperation field, Fact? instance)
    {
        if (instance is not TupleFact tuple || field.Field.ContainingType is not { IsTupleType: true } type)
            return null;
        var place = type.TupleElements.ToList().FindIndex(element => element.Name == field.Field.Name
            || (element.CorrespondingTupleField ?? element).Is(field.Field.CorrespondingTupleField ?? field.Field));
        return place >= 0 && place < tuple.Elements.Length ? tuple.Elements[place] : null;
    }

    // losses[i] = value
    private void Put(IOperation collection, Fact? value)
    {
        if (collection.Unconverted() is ILocalReferenceOperation { Local: var local } && Known(local) is SequenceFact { Element: var element })
            Learn(local, new SequenceFact(Fact.Join(element, value)));
    }

    private Fact? Indexed(IPropertyReferenceOperation reference, Fact? instance) => instance switch
    {
        SequenceFact => Elements.Of(instance, Varies(reference, reference.Arguments.Select(argument => argument.Value))),
        BatchFact batch when reference.Arguments is [{ Value.ConstantValue: { HasValue: true, Value: "sample_mask" } }] => new MaskFact(batch),
        BatchFact => Entry(reference, instance),
        TokenFact tokens => Cut.By(reference, tokens),
        _ => null,
    };
}
