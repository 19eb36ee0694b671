using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <content>What operations amount to.</content>
internal sealed partial class Interpreter
{
    private FlowValue Value(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return constant is string text ? FlowValue.Of(new TextAtom(text)) : constant is null ? FlowValue.Of(NullAtom.Instance) : FlowValue.Unknown;
        return operation switch
        {
            ILocalReferenceOperation local => Variable(local.Local),
            IParameterReferenceOperation parameter => Variable(parameter.Parameter),
            IFlowCaptureReferenceOperation capture => _state.Variables.TryGetValue((body.Graph, capture.Id), out var value) ? value : FlowValue.Unknown,
            IFlowCaptureOperation capture => Capture(capture),
            IConversionOperation { OperatorMethod: null } conversion => Value(conversion.Operand),
            IDefaultValueOperation { Type.IsReferenceType: true } => FlowValue.Of(NullAtom.Instance),
            ISimpleAssignmentOperation assignment => Assigned(assignment),
            ICompoundAssignmentOperation assignment => Assign(assignment.Target, Opened(assignment.Value)),
            IDeconstructionAssignmentOperation assignment => Assign(assignment.Target, Value(assignment.Value)),
            IExpressionStatementOperation statement => Value(statement.Operation),
            IObjectCreationOperation creation => Created(creation),
            IInvocationOperation call => Called(call),
            IPropertyReferenceOperation property => Read(property),
            IFieldReferenceOperation field => Read(field),
            ITupleOperation tuple => FlowValue.Of(new TupleAtom([.. tuple.Elements.Select(Value)])),
            IArrayCreationOperation { Initializer: { } initializer } array => Sequence(array, [.. initializer.ElementValues.Select(Value)]),
            ICollectionExpressionOperation { Elements: var elements } collection => Sequence(collection, [.. elements.Select(Value)]),
            IArrayElementReferenceOperation element => Elements(Value(element.ArrayReference)),
            IBinaryOperation or IIsNullOperation or IIsTypeOperation or IUnaryOperation => Harmless(operation),
            IIsPatternOperation test => Tested(test),
            IFlowAnonymousFunctionOperation => FlowValue.Unknown,
            _ => Anything(operation),
        };
    }

    private FlowValue Variable(ISymbol variable) =>
        (_own.Contains(variable) || !callers.IsEmpty) && !body.Shared.Written.Contains(variable) && _state.Variables.TryGetValue(variable, out var value)
            ? value
            : FlowValue.Unknown;

    private FlowValue Capture(IFlowCaptureOperation capture)
    {
        if (capture.Value is IPropertyReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation)
            _places[capture.Id] = capture.Value;
        var value = Value(capture.Value);
        _state = _state.With((body.Graph, capture.Id), value);
        return value;
    }

    private FlowValue Assigned(ISimpleAssignmentOperation assignment)
    {
        // The places of an indexer are known before the value that goes there.
        var value = Value(assignment.Value);
        return assignment.IsRef ? Open(value) : Assign(assignment.Target, value);
    }

    private FlowValue Assign(IOperation target, FlowValue value)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                Set(local.Local, value);
                break;
            case IParameterReferenceOperation parameter:
                Set(parameter.Parameter, value);
                break;
            case IDeclarationExpressionOperation declaration:
                return Assign(declaration.Expression, value);
            case IFlowCaptureReferenceOperation capture when _places.TryGetValue(capture.Id, out var place):
                return Assign(place, value);
            case IPropertyReferenceOperation { Instance: { } instance, Property.IsIndexer: true, Arguments: [{ Value: { } key }] }
                when key.Type?.SpecialType == SpecialType.System_String:
                var carrier = Value(instance);
                Put(carrier, Value(key), value, IsChecked(instance, key));
                return Open(value);
            case IMemberReferenceOperation when body.Graph.OriginalOperation is ISymbolInitializerOperation:
                _returned = _returned.Union(value);
                break;
            case ITupleOperation tuple:
                var parts = Parts(value, tuple.Elements.Length);
                for (var i = 0; i < parts.Length; i++)
                    Assign(tuple.Elements[i], parts[i]);
                break;
            case IDiscardOperation:
                break;
            default:
                Anything(target);
                return Open(value);
        }

        return value;
    }

    private void Set(ISymbol variable, FlowValue value)
    {
        if (body.Shared.Leaky.Contains(variable) || body.Shared.Written.Contains(variable) || !_own.Contains(variable)
            || variable is IParameterSymbol { RefKind: not RefKind.None })
        {
            Open(value);
        }

        _state = _state.With(variable, value);
    }

    private ImmutableArray<FlowValue> Parts(FlowValue value, int count)
    {
        if (!value.IsUnknown && value.Atoms.Count > 0 && value.Atoms.All(atom => atom is TupleAtom tuple && tuple.Elements.Length == count))
            return [.. Enumerable.Range(0, count).Select(i => value.Atoms.Cast<TupleAtom>()
                .Aggregate(FlowValue.Nothing, (all, tuple) => all.Union(tuple.Elements[i])))];
        var parts = Enumerable.Repeat(FlowValue.Unknown, count).ToArray();
        if (count == 2 && Keys(value) is { } keys)
            parts[0] = keys;
        else
            Open(value);
        return [.. parts];
    }

    // The keys of a value that is a pair.
    private static FlowValue? Keys(FlowValue value) =>
        !value.IsUnknown && value.Atoms.Count > 0 && value.Atoms.All(atom => atom is PairAtom { Key: not null })
            ? FlowValue.Of(value.Atoms.Select(atom => new TextAtom(((PairAtom)atom).Key!)))
            : null;

    private FlowValue Read(IPropertyReferenceOperation property)
    {
        var instance = property.Instance is { } operand ? Value(operand) : FlowValue.Nothing;
        var arguments = property.Arguments.Select(argument => Value(argument.Value)).ToList();
        if (property.Property is { Name: "Key", ContainingType: var owner } && owner.IsPair() && Keys(instance) is { } keys)
            return keys;
        if (property.Property is { Name: "Current" } or { IsIndexer: true } && instance.Atoms.Any(atom => atom is SequenceAtom))
            return Elements(instance);
        if (IsForeign(property.Property))
            return FlowValue.Unknown;
        if (property is { Property.GetMethod: { } getter, Arguments.IsEmpty: true } && Inlined(getter, property.Syntax, []) is { } value)
            return value;
        if (property.Property.SetMethod is null && property.Arguments.IsEmpty && Initial(property.Property) is { } initial)
            return initial;
        foreach (var argument in arguments.Append(instance))
            Open(argument);
        return FlowValue.Unknown;
    }

    private FlowValue Read(IFieldReferenceOperation field)
    {
        if (field.Instance is { } instance)
            Value(instance);
        return Initial(field.Field) ?? FlowValue.Unknown;
    }

    private FlowValue Elements(FlowValue sequence)
    {
        var elements = sequence.IsUnknown ? FlowValue.Unknown : FlowValue.Nothing;
        foreach (var atom in sequence.Atoms)
            elements = elements.Union(atom is SequenceAtom known ? known.Elements : FlowValue.Unknown);
        return elements;
    }

    private FlowValue Opened(IOperation operation) => Open(Value(operation));

    private FlowValue Harmless(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
            Value(child);
        return FlowValue.Unknown;
    }

    private FlowValue Anything(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            Opened(child);
            if (child is IDeclarationExpressionOperation declaration)
                Assign(declaration.Expression, FlowValue.Unknown);
        }

        return FlowValue.Unknown;
    }

    private bool IsForeign(ISymbol member) => member.ContainingAssembly is { } assembly
        && (assembly.Is(analysis.Vocabulary.Library) || assembly.Name.StartsWith("System", StringComparison.Ordinal) || assembly.Name is "mscorlib" or "netstandard");
}
