using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Expressions: what is known of a value.</content>
internal sealed partial class LossFlowVisitor
{
    private AbstractValue? Visit(IOperation? operation)
    {
        if (operation is null || _state is null)
            return null;
        var fact = Evaluate(operation) ?? (IsBatch(operation.Type) ? new BatchValue(operation.Syntax) : null);
        if (fact is TokenTensorValue tokens)
            _tokens[operation] = tokens;
        return fact;
    }

    private AbstractValue? Evaluate(IOperation operation)
    {
        switch (operation)
        {
            case ILoopOperation loop:
                Iterate(loop);
                return null;
            case IConditionalOperation branch:
                return Branch(branch);
            case ISwitchOperation choice:
                Choose(choice);
                return null;
            case ISwitchExpressionOperation choice:
                return Choose(choice);
            case ITryOperation attempt:
                Attempt(attempt);
                return null;
            case IReturnOperation { Kind: OperationKind.Return } exit:
                Return(exit, Visit(exit.ReturnedValue));
                return null;
            case IBranchOperation { BranchKind: BranchKind.Break or BranchKind.Continue }:
                Leave();
                return null;
            case IThrowOperation thrown:
                Visit(thrown.Exception);
                _state = null;
                return null;
            case ILocalFunctionOperation:
                return null;
            case IAnonymousFunctionOperation function:
                return Lambda(function);
            case IVariableDeclaratorOperation declarator:
                Learn(declarator.Symbol, Visit(declarator.GetVariableInitializer()?.Value));
                return null;
            case IDeconstructionAssignmentOperation assignment:
                var parts = Visit(assignment.Value);
                Assign(assignment.Target, parts is LossResultValue result ? new TupleValue([result.Loss, null]) : parts);
                return parts;
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment);
            case ICompoundAssignmentOperation compound:
                var combined = Combine(compound, compound.OperatorKind, compound.Target, compound.Value);
                Assign(compound.Target, combined);
                return combined;
            case ICoalesceAssignmentOperation late:
                var joined = AbstractValue.Join(Visit(late.Target), Visit(late.Value));
                Assign(late.Target, joined);
                return joined;
            case ICoalesceOperation either:
                return AbstractValue.Join(Visit(either.Value), Visit(either.WhenNull));
            case IConversionOperation conversion:
                return Convert(conversion);
            case IParenthesizedOperation inner:
                return Visit(inner.Operand);
            case IConditionalAccessOperation access:
                _accessed.Push(Visit(access.Operation));
                var reached = Visit(access.WhenNotNull);
                _accessed.Pop();
                return reached;
            case IConditionalAccessInstanceOperation:
                return _accessed.Count > 0 ? _accessed.Peek() : null;
            case IAwaitOperation awaited:
                return Visit(awaited.Operation);
            case IDelegateCreationOperation made:
                return Visit(made.Target);
            case IBinaryOperation binary:
                return Combine(binary, binary.OperatorKind, binary.LeftOperand, binary.RightOperand);
            case IUnaryOperation unary:
                return Computed(Visit(unary.Operand));
            case IIsPatternOperation test:
                Bind(test.Pattern, Visit(test.Value));
                return null;
            case ITupleOperation tuple:
                return new TupleValue([.. tuple.Elements.Select(Visit)]);
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
            case ILiteralOperation { ConstantValue: { HasValue: true, Value: null } }:
                return ZeroValue.Instance;
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
                foreach (var child in operation.ChildOperations)
                    Visit(child);
                return null;
        }
    }

    private AbstractValue? All(IEnumerable<IOperation>? elements)
    {
        AbstractValue? joined = ZeroValue.Instance;
        foreach (var element in elements ?? [])
            joined = AbstractValue.Join(joined, Visit(element));
        return joined;
    }

    // A symbol that nothing is known of names one and the same batch as long as nobody assigns it.
    private AbstractValue? Named(IOperation reference, ISymbol symbol) =>
        IsBatch(reference.Type) && !_untracked.Contains(symbol) ? new BatchValue(symbol) : null;

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
