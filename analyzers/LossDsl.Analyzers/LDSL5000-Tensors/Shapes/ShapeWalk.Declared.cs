using LossDsl.Analyzers.Keys;
using LossDsl.Analyzers.Tensors.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <content>Assignments to declared tensors: the shape must fit the declaration.</content>
internal sealed partial class ShapeWalk
{
    private readonly Dictionary<IOperation, Bindings> _initializers = [];

    /// <inheritdoc/>
    protected override void Store(ISimpleAssignmentOperation assignment, AbstractValue? value)
    {
        base.Store(assignment, value);
        if (assignment.Target is not IPropertyReferenceOperation target)
            return;
        if (target.Property.IsIndexer)
            Stored(BatchAccess.FromOperation(target), value, assignment.Parent);
        else if (_shapes.Of(target.Property) is { } declared)
            Demand(declared, assignment.Value, value, Group(assignment.Parent, target.Instance, declared), declared.Property);
    }

    /// <inheritdoc/>
    protected override void AssignMember(IOperation target, AbstractValue? value)
    {
        var collection = target switch
        {
            IArrayElementReferenceOperation element => element.ArrayReference,
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list } => list,
            _ => null,
        };

        // x[i] = y changes an element of a list; it does not change the shape of a tensor.
        if (collection?.WalkDownConversion() is ILocalReferenceOperation { Local: var local })
            Learn(local, Known(local) switch
            {
                SequenceValue sequence => new SequenceValue(AbstractValue.Join(sequence.Element, value)),
                ListValue { Elements: var elements } => new ListValue([.. elements.Select(element => AbstractValue.Join(element, value))]),
                var known => known,
            });
    }

    /// <inheritdoc/>
    protected override void Returns(IReturnOperation exit, AbstractValue? value)
    {
        if (exit.ReturnedValue is not { } returned
            || returned.SemanticModel?.GetEnclosingSymbol(exit.Syntax.SpanStart) is not IMethodSymbol method || _shapes.OfResult(method) is not { } declared)
            return;
        var scope = Scope(method);
        var names = method.Parameters.Select(_shapes.Of).OfType<DeclaredShape>()
            .Concat(method.Parameters.Select(parameter => _shapes.DataDict(parameter.Type)).OfType<INamedTypeSymbol>().SelectMany(dataDict => _shapes.In(dataDict)))
            .SelectMany(shape => shape.Dimensions)
            .Select(dimension => dimension.Name)
            .ToList();
        Demand(
            declared,
            returned,
            value,
            new Bindings(name => names.Contains(name) ? Dimension.FromSymbol(new DimensionSymbol(scope, name)) : null),
            $"the result of {method.Name}");
    }

    /// <summary>
    /// Checks the arguments of a call against the declared shapes of its parameters; returns the declared result.
    /// </summary>
    private (TensorValue? Result, bool Fits) Checked(IInvocationOperation call, IReadOnlyList<AbstractValue?> arguments)
    {
        if (!KnownSymbols.CanDeclare(call.TargetMethod.ContainingAssembly))
            return (null, true);
        var (bindings, fits) = (new Bindings(), true);
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            if (call.Arguments[i].Parameter is { } parameter && _shapes.Of(parameter.OriginalDefinition) is { } declared)
                fits &= Demand(declared, call.Arguments[i].Value, arguments[i], bindings, $"the parameter {parameter.Name} of {call.TargetMethod.Name}", parameter.Name);
        }

        var returned = _shapes.OfResult(call.TargetMethod.OriginalDefinition) is { } result
            ? new TensorValue(bindings.Resolve(result), result.Class, new Origin(Spelling.Of(call), Spelling.Line(call)), result.IsIds)
            : null;
        return (returned, fits);
    }

    private void Stored(BatchAccess? access, AbstractValue? value, IOperation? around)
    {
        if (access is { Value: { } operand, ConstantKey: { } key } entry && _shapes.Under(entry.Batch.Type, key) is { } declared)
            Demand(declared, operand, value, Group(around, entry.Batch, declared), $"'{key}'");
    }

    // Entries of one initializer share their dimensions. An entry that is stored in an existing batch has the dimensions of
    // that batch.
    private Bindings Group(IOperation? around, IOperation? instance, DeclaredShape declared)
    {
        if (around is IObjectOrCollectionInitializerOperation initializer)
        {
            if (!_initializers.TryGetValue(initializer, out var group))
                _initializers[initializer] = group = initializer.Parent is IWithOperation copied ? Copied(copied, initializer) : new Bindings();
            return group;
        }

        return instance is not null && Visit(instance) is BatchValue batch
            ? new Bindings(name => Dimension.FromSymbol(new DimensionSymbol(batch, name)), isWhole: false)
            : new Bindings();
    }

    // batch with { X = … }: if all tensors with a dimension are replaced, its length may change.
    private Bindings Copied(IWithOperation copied, IObjectOrCollectionInitializerOperation initializer)
    {
        if (Visit(copied.Operand) is not BatchValue batch || copied.Type is not INamedTypeSymbol dataDict)
            return new Bindings();
        var given = initializer.Initializers.OfType<ISimpleAssignmentOperation>().Select(assignment => (assignment.Target as IPropertyReferenceOperation)?.Property.Name).ToList();
        var kept = _shapes.In(dataDict).Where(shape => !given.Contains(shape.Property)).SelectMany(shape => shape.Dimensions).Select(dimension => dimension.Name).ToList();
        return new Bindings(name => kept.Contains(name) ? Dimension.FromSymbol(new DimensionSymbol(batch, name)) : null);
    }

    private AbstractValue? Create(IObjectCreationOperation created)
    {
        foreach (var argument in created.Arguments)
            Visit(argument.Value);
        _ = created.Initializer is { } initializer && _initializers.Remove(initializer);
        Visit(created.Initializer);
        return created.Type is { Name: "List" or "Queue" or "Stack" } && created.Arguments.IsEmpty && created.Initializer is null ? new SequenceValue(ZeroValue.Instance) : null;
    }

    private AbstractValue? With(IWithOperation copied)
    {
        var source = Visit(copied.Operand);
        _initializers.Remove(copied.Initializer);
        Visit(copied.Initializer);
        return source is BatchValue ? Fresh(copied.Syntax) : null;
    }

    private bool Demand(DeclaredShape declared, IOperation operand, AbstractValue? value, Bindings bindings, string name, string? giver = null)
    {
        if (value is not TensorValue tensor)
            return true;
        while (operand is IConversionOperation conversion)
            operand = conversion.Operand;
        var given = new Operand(operand, tensor);
        if (tensor.Shape is { } shape && bindings.Misfit(declared, shape, giver ?? name) is { } problem)
        {
            var (dim, wayOut) = Reduced(operand, declared, bindings);
            OperatorReport().Say(
                ShapeRules.ShapesMustBeAsDeclared,
                operand,
                $"{given.Words}, {name} is declared as [{string.Join(", ", declared.Dimensions)}]: {problem}{wayOut}",
                dim is null ? null : ShapeRules.OtherDim,
                dim?.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return false;
        }

        if (declared.Class == ElementClass.Unknown || tensor.Class == ElementClass.Unknown || tensor.Class == declared.Class)
            return true;
        Say(
            ShapeRules.ElementTypesMustFit,
            operand,
            $"{Spelling.Of(operand)} is {tensor.Class.ToDisplayString()}{Spelling.From(tensor.Origin, Spelling.Of(operand))}, {name} is declared as DType.{declared.DType}");
        return false;
    }

    // x.sum(0), where the declared shape has the other dimension: finds the dimension that was probably meant.
    private (long? Dim, string WayOut) Reduced(IOperation operand, DeclaredShape declared, Bindings bindings)
    {
        if (operand is not IInvocationOperation { Instance: { } source } call || !_inferred.TryGetValue(source.Syntax, out var whole) || whole.Shape is not { Rank: > 1 } shape
            || call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "dim")?.Value.ConstantValue is not { HasValue: true, Value: var given }
            || (given as long? ?? given as int?) is not { } dim || shape.Axis(dim) is not { } axis || call.TargetMethod.ReturnType.IsTupleType || !IsReduction(call))
            return (null, "");
        var keeps = call.Arguments.Any(argument => argument.Parameter?.Name == "keepdim" && argument.Value.ConstantValue is { HasValue: true, Value: true });
        for (var meant = -1; meant >= -shape.Rank; meant--)
        {
            if (shape.Axis(meant) != axis && Reductions.Reduce(shape, [meant], keeps).Shape is { } result && bindings.Misfit(declared, result) is null)
                return (meant, $"; {call.TargetMethod.Name} over dimension {dim} removes {shape[axis]}, dim: {meant} removes {shape[shape.Axis(meant)!.Value]}");
        }

        return (null, "");
    }

    private static bool IsReduction(IInvocationOperation call) =>
        call.TargetMethod.Name is "sum" or "mean" or "prod" or "any" or "all" or "std" or "var" or "amax" or "amin" or "logsumexp" or "argmax" or "argmin" or "nansum";
}
