using LossDsl.Analyzers.Keys;
using LossDsl.Analyzers.Tensors.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <content>Properties and indexers.</content>
internal sealed partial class ShapeWalk
{
    private AbstractValue? Property(IPropertyReferenceOperation reference)
    {
        var instance = Visit(reference.Instance);
        if (reference.Property.IsIndexer)
            return Indexed(reference, instance);
        if (Member(reference, instance) is { } member)
            return member;
        return reference.Instance is null or IInstanceReferenceOperation ? Named(reference, reference.Property) : null;
    }

    /// <inheritdoc/>
    protected override AbstractValue? Member(IPropertyReferenceOperation reference, AbstractValue? instance)
    {
        var (property, name) = (reference.Property, reference.Property.Name);
        switch (instance)
        {
            case TensorValue tensor:
                return OfTensor(reference, tensor);
            case BatchValue batch:
                return name == "NextToken" ? new NextTokenViewValue(batch) : Declared(reference)?.In(batch);
            case NextTokenViewValue view when property.ContainingType.ContainingType is { } dataDict:
                return _shapes.Named(dataDict, name) is { TokenAxis: >= 0 } declared ? declared.ReadViewFrom(view.Batch) : null;
            case TensorMasksValue masks:
                return MaskOf(masks, name);
            case LossNumberValue:
                return name == "Loss" ? LossNumberValue.Loss : null;
            case ListValue list when name is "Length" or "Count":
                return new LengthValue(Dimension.FromConstant(list.Elements.Length));
            case not null when property.ContainingType.SpecialType == SpecialType.System_Nullable_T && name == "Value":
                return instance;
            default:
                return property.ContainingType.Is(KnownSymbols.GlobalNormalization) && name is "ValidTokens" or "ValidSequences"
                    ? new TensorValue(Shape.Scalar)
                    : null;
        }
    }

    // A record without [DataDict] may be the base of data dicts, which inherit its [Tensor] properties.
    private DeclaredShape? Declared(IPropertyReferenceOperation reference) =>
        _shapes.DataDict(reference.Instance?.Type) is { } dataDict ? _shapes.Named(dataDict, reference.Property.Name) : _shapes.Of(reference.Property);

    private static AbstractValue? OfTensor(IPropertyReferenceOperation reference, TensorValue tensor) => (reference.Property.Name, tensor.Shape) switch
    {
        ("ndim", { } shape) => new LengthValue(Dimension.FromConstant(shape.Rank)),
        ("shape", { } shape) => new ListValue([.. shape.Dimensions.Select(length => length is null ? null : (AbstractValue)new LengthValue(length))]),
        ("T", { } shape) => Made(reference, Views.Reverse(shape), tensor.Class, tensor.IsIds),
        ("mT", { Rank: >= 2 } shape) => Made(reference, Views.Transpose(shape, -1, -2).Shape, tensor.Class, tensor.IsIds),
        ("grad", _) => tensor,
        _ => null,
    };

    private static TensorValue? MaskOf(TensorMasksValue masks, string name) => name switch
    {
        "Tokens" or "Weights" => new TensorValue(masks.Tokens, ElementClass.Float, new Origin($"TokenMasks.{name}")),
        "Absent" => new TensorValue(masks.Tokens, ElementClass.Bool, new Origin("TokenMasks.Absent")),
        "Samples" => new TensorValue(masks.Samples, ElementClass.Float, new Origin("TokenMasks.Samples")),
        _ => null,
    };

    private AbstractValue? Indexed(IPropertyReferenceOperation reference, AbstractValue? instance)
    {
        if (reference.Instance?.Type.Is(KnownSymbols.TensorType) is true)
            return Brackets(reference, (instance as TensorValue) ?? TensorValue.Unknown);
        var indices = reference.Arguments.Select(argument => Visit(argument.Value)).ToList();
        return instance is BatchValue batch ? Entry(reference, batch) : At(instance, indices);
    }

    // batch["x"], batch.GetTensor("x"), and the out argument of TryGetValue.
    private AbstractValue? Entry(IOperation access, AbstractValue? batch) =>
        batch is BatchValue known && BatchAccess.FromOperation(access) is { Value: null, ConstantKey: { } key } entry
            ? _shapes.Under(entry.Batch.Type, key)?.In(known)
            : null;

    /// <inheritdoc/>
    protected override AbstractValue? Element(AbstractValue? collection, IForEachLoopOperation loop) => collection switch
    {
        SequenceValue sequence => sequence.Element,
        ListValue { Elements: var elements } => elements.IsEmpty ? null : elements.Aggregate(AbstractValue.Join),
        TensorValue { Shape.Rank: > 0 } tensor => Made(loop.Collection, tensor.Shape.Remove(0), tensor.Class),
        _ => null,
    };

    /// <inheritdoc/>
    protected override AbstractValue? Declared(ILocalSymbol variable) => IsBatch(variable.Type) ? Fresh(variable) : null;
}
