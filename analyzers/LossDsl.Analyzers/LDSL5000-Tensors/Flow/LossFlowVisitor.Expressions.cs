using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Expressions.</content>
internal sealed partial class LossFlowVisitor
{
    /// <inheritdoc/>
    protected override AbstractValue? Visit(IOperation? operation)
    {
        if (operation is null || !IsReached)
            return null;
        var fact = base.Visit(operation) ?? (IsBatch(operation.Type) ? new BatchValue(operation.Syntax) : null);
        if (fact is TokenTensorValue tokens)
            _tokens[operation] = tokens;
        return fact;
    }

    /// <inheritdoc/>
    protected override AbstractValue? Evaluate(IOperation operation)
    {
        switch (operation)
        {
            case ICompoundAssignmentOperation compound:
                var combined = Combine(compound, compound.OperatorKind, compound.Target, compound.Value);
                Assign(compound.Target, combined);
                return combined;
            case IConversionOperation conversion:
                return Convert(conversion);
            case IBinaryOperation binary:
                return Combine(binary, binary.OperatorKind, binary.LeftOperand, binary.RightOperand);
            case IUnaryOperation unary:
                return Computed(Visit(unary.Operand));
            case ILocalReferenceOperation local:
                return Known(local.Local) ?? Named(local, local.Local);
            case IParameterReferenceOperation parameter:
                return Known(parameter.Parameter) ?? Named(parameter, parameter.Parameter);
            case IFieldReferenceOperation field:
                return Element(field, Visit(field.Instance)) ?? Named(field, field.Field);
            case IPropertyReferenceOperation property:
                return Property(property);
            case IArrayElementReferenceOperation { ArrayReference: var array, Indices: var indices }:
                foreach (var index in indices)
                    Visit(index);
                return LoopElements.GetElement(Visit(array), Varies(operation, indices));
            case IArrayCreationOperation array:
                return new SequenceValue(All(array.Initializer?.ElementValues));
            case ICollectionExpressionOperation collection:
                return new SequenceValue(All(collection.Elements));
            case ISpreadOperation spread:
                return Visit(spread.Operand) is SequenceValue { Element: var spreadOut } ? spreadOut : null;
            case IObjectCreationOperation created:
                return Create(created);
            case IWithOperation copied:
                return With(copied);
            case IInvocationOperation call:
                return Call(call);
            default:
                return base.Evaluate(operation);
        }
    }

    /// <inheritdoc/>
    protected override AbstractValue? Parts(AbstractValue? whole) => whole is LossResultValue result ? new TupleValue([result.Loss, null]) : whole;

    /// <inheritdoc/>
    protected override AbstractValue? Element(AbstractValue? collection, IForEachLoopOperation loop) => LoopElements.GetElement(collection, loop);

    private AbstractValue? All(IEnumerable<IOperation>? elements)
    {
        AbstractValue? joined = ZeroValue.Instance;
        foreach (var element in elements ?? [])
            joined = AbstractValue.Join(joined, Visit(element));
        return joined;
    }

    // A batch variable without a known value identifies a batch of its own, as long as it is not assigned.
    private AbstractValue? Named(IOperation reference, ISymbol symbol) =>
        IsBatch(reference.Type) && !IsWild(symbol) ? new BatchValue(symbol) : null;

    private AbstractValue? Convert(IConversionOperation conversion)
    {
        var fact = Visit(conversion.Operand);
        return conversion.OperatorMethod is null || conversion.OperatorMethod.ContainingType.Name == "ModelOutput" || fact is ReciprocalValue
            ? fact
            : null;
    }

    private bool IsBatch(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol named => _symbols.IsDataDict(named) || named.Is(_symbols.UntypedBatch)
            || named.OriginalDefinition.Is(_symbols.TypedBatch) || IsMaskedBatch(named),
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(IsMaskedBatch),
        _ => false,
    };

    private bool IsMaskedBatch(ITypeSymbol type) => type is { Name: "IMaskedBatch" } && type.ContainingAssembly.Is(_symbols.Library);
}
