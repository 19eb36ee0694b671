using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <content>The values of operations.</content>
internal sealed partial class AbstractInterpreter
{
    private ValueSet Evaluate(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return constant is string text ? ValueSet.Create(new PossibleString(text)) : constant is null ? ValueSet.Create(PossibleNull.Instance) : ValueSet.Top;
        return operation switch
        {
            ILocalReferenceOperation local => Variable(local.Local),
            IParameterReferenceOperation parameter => Variable(parameter.Parameter),
            IFlowCaptureReferenceOperation capture => _state.Variables.TryGetValue((body.Graph, capture.Id), out var value) ? value : ValueSet.Top,
            IFlowCaptureOperation capture => Capture(capture),
            IConversionOperation { OperatorMethod: null } conversion => Evaluate(conversion.Operand),
            IDefaultValueOperation { Type.IsReferenceType: true } => ValueSet.Create(PossibleNull.Instance),
            ISimpleAssignmentOperation assignment => Assigned(assignment),
            ICompoundAssignmentOperation assignment => Assign(assignment.Target, EvaluateEscaping(assignment.Value)),
            IDeconstructionAssignmentOperation assignment => Assign(assignment.Target, Evaluate(assignment.Value)),
            IExpressionStatementOperation statement => Evaluate(statement.Operation),
            IObjectCreationOperation creation => EvaluateCreation(creation),
            IInvocationOperation call => EvaluateCall(call),
            IPropertyReferenceOperation property => Read(property),
            IFieldReferenceOperation field => Read(field),
            ITupleOperation tuple => ValueSet.Create(new PossibleTuple([.. tuple.Elements.Select(Evaluate)])),
            IArrayCreationOperation { Initializer: { } initializer } array => Sequence(array, [.. initializer.ElementValues.Select(Evaluate)]),
            ICollectionExpressionOperation { Elements: var elements } collection => Sequence(collection, [.. elements.Select(Evaluate)]),
            IArrayElementReferenceOperation element => Elements(Evaluate(element.ArrayReference)),
            IBinaryOperation or IIsNullOperation or IIsTypeOperation or IUnaryOperation => EvaluateOperands(operation),
            IIsPatternOperation test => EvaluatePattern(test),
            IFlowAnonymousFunctionOperation => ValueSet.Top,
            _ => EvaluateUnknown(operation),
        };
    }

    private ValueSet Variable(ISymbol variable) =>
        (_own.Contains(variable) || !callers.IsEmpty) && !body.Shared.Written.Contains(variable) && _state.Variables.TryGetValue(variable, out var value)
            ? value
            : ValueSet.Top;

    private ValueSet Capture(IFlowCaptureOperation capture)
    {
        if (capture.Value is IPropertyReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation)
            _places[capture.Id] = capture.Value;
        var value = Evaluate(capture.Value);
        _state = _state.With((body.Graph, capture.Id), value);
        return value;
    }

    private ValueSet Assigned(ISimpleAssignmentOperation assignment)
    {
        // C# evaluates the arguments of an indexer before the assigned value; the graph has captured them by now.
        var value = Evaluate(assignment.Value);
        return assignment.IsRef ? Escape(value) : Assign(assignment.Target, value);
    }

    private ValueSet Assign(IOperation target, ValueSet value)
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
                var carrier = Evaluate(instance);
                Store(carrier, Evaluate(key), value, IsChecked(instance, key));
                return Escape(value);
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
                EvaluateUnknown(target);
                return Escape(value);
        }

        return value;
    }

    private void Set(ISymbol variable, ValueSet value)
    {
        if (body.Shared.Escaping.Contains(variable) || body.Shared.Written.Contains(variable) || !_own.Contains(variable)
            || variable is IParameterSymbol { RefKind: not RefKind.None })
        {
            Escape(value);
        }

        _state = _state.With(variable, value);
    }

    private ImmutableArray<ValueSet> Parts(ValueSet value, int count)
    {
        if (!value.IsUnknown && value.PossibleValues.Count > 0 && value.PossibleValues.All(atom => atom is PossibleTuple tuple && tuple.Elements.Length == count))
            return [.. Enumerable.Range(0, count).Select(i => value.PossibleValues.Cast<PossibleTuple>()
                .Aggregate(ValueSet.Bottom, (all, tuple) => all.Union(tuple.Elements[i])))];
        var parts = Enumerable.Repeat(ValueSet.Top, count).ToArray();
        if (count == 2 && Keys(value) is { } keys)
            parts[0] = keys;
        else
            Escape(value);
        return [.. parts];
    }

    // The keys of a value that is certainly a key-value pair.
    private static ValueSet? Keys(ValueSet value) =>
        !value.IsUnknown && value.PossibleValues.Count > 0 && value.PossibleValues.All(atom => atom is PossiblePair { Key: not null })
            ? ValueSet.Create(value.PossibleValues.Select(atom => new PossibleString(((PossiblePair)atom).Key!)))
            : null;

    private ValueSet Read(IPropertyReferenceOperation property)
    {
        var instance = property.Instance is { } operand ? Evaluate(operand) : ValueSet.Bottom;
        var arguments = property.Arguments.Select(argument => Evaluate(argument.Value)).ToList();
        if (property.Property is { Name: "Key", ContainingType: var owner } && owner.IsPair() && Keys(instance) is { } keys)
            return keys;
        if (property.Property is { Name: "Current" } or { IsIndexer: true } && instance.PossibleValues.Any(atom => atom is PossibleSequence))
            return Elements(instance);
        if (IsExternal(property.Property))
            return ValueSet.Top;
        if (property is { Property.GetMethod: { } getter, Arguments.IsEmpty: true } && Inline(getter, property.Syntax, []) is { } value)
            return value;
        if (property.Property.SetMethod is null && property.Arguments.IsEmpty && Initial(property.Property) is { } initial)
            return initial;
        foreach (var argument in arguments.Append(instance))
            Escape(argument);
        return ValueSet.Top;
    }

    private ValueSet Read(IFieldReferenceOperation field)
    {
        if (field.Instance is { } instance)
            Evaluate(instance);
        return Initial(field.Field) ?? ValueSet.Top;
    }

    private ValueSet Elements(ValueSet sequence)
    {
        var elements = sequence.IsUnknown ? ValueSet.Top : ValueSet.Bottom;
        foreach (var atom in sequence.PossibleValues)
            elements = elements.Union(atom is PossibleSequence known ? known.Elements : ValueSet.Top);
        return elements;
    }

    private ValueSet EvaluateEscaping(IOperation operation) => Escape(Evaluate(operation));

    private ValueSet EvaluateOperands(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
            Evaluate(child);
        return ValueSet.Top;
    }

    private ValueSet EvaluateUnknown(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            EvaluateEscaping(child);
            if (child is IDeclarationExpressionOperation declaration)
                Assign(declaration.Expression, ValueSet.Top);
        }

        return ValueSet.Top;
    }

    private bool IsExternal(ISymbol member) => member.ContainingAssembly is { } assembly
        && (assembly.Is(analysis.KnownSymbols.Library) || assembly.Name.StartsWith("System", StringComparison.Ordinal) || assembly.Name is "mscorlib" or "netstandard");
}
