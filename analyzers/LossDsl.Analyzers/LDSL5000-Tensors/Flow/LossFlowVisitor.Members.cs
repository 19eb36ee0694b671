using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Properties and indexers of results, batches, masks and lists.</content>
internal sealed partial class LossFlowVisitor
{
    private AbstractValue? Property(IPropertyReferenceOperation reference)
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
    protected override AbstractValue? Member(IPropertyReferenceOperation reference, AbstractValue? instance) => (reference.Property.Name, instance) switch
    {
        ("Loss", LossResultValue result) => result.Loss,
        (_, TokenMasksValue { Mask: var mask }) when reference.Property.Name is "Tokens" or "Weights" or "Absent" => mask,
        ("SampleMask", BatchValue batch) => new SampleMaskValue(batch),
        ("ValidTokens" or "ValidSequences", CountsValue) => null,
        ("Value", _) when reference.Property.ContainingType.SpecialType == SpecialType.System_Nullable_T => instance,
        _ => Declared(reference, instance),
    };

    // item.Batch, item.Item1
    private static AbstractValue? Element(IFieldReferenceOperation field, AbstractValue? instance)
    {
        if (instance is not TupleValue tuple || field.Field.ContainingType is not { IsTupleType: true } type)
            return null;
        var place = type.TupleElements.ToList().FindIndex(element => element.Name == field.Field.Name
            || (element.CorrespondingTupleField ?? element).Is(field.Field.CorrespondingTupleField ?? field.Field));
        return place >= 0 && place < tuple.Elements.Length ? tuple.Elements[place] : null;
    }

    // losses[i] = value
    private void Put(IOperation collection, AbstractValue? value)
    {
        if (collection.WalkDownConversion() is ILocalReferenceOperation { Local: var local } && Known(local) is SequenceValue { Element: var element })
            Learn(local, new SequenceValue(AbstractValue.Join(element, value)));
    }

    private AbstractValue? Indexed(IPropertyReferenceOperation reference, AbstractValue? instance) => instance switch
    {
        SequenceValue => LoopElements.GetElement(instance, Varies(reference, reference.Arguments.Select(argument => argument.Value))),
        BatchValue batch when reference.Arguments is [{ Value.ConstantValue: { HasValue: true, Value: "sample_mask" } }] => new SampleMaskValue(batch),
        BatchValue => Entry(reference, instance),
        TokenTensorValue tokens => TokenSlicing.Apply(reference, tokens),
        _ => null,
    };
}
