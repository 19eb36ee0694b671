using System.Collections.Immutable;
using LossDsl.Analyzers.Tensors.Flow;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>
/// Infers the shapes and element types of tensors in a method. What cannot be inferred is unknown and never reported.
/// </summary>
internal sealed partial class ShapeWalk : MethodWalk
{
    private readonly DeclaredShapes _shapes;
    private readonly ShapeFindings _findings;
    private readonly Dictionary<SyntaxNode, TensorValue> _inferred = [];

    private ShapeWalk(IOperation root, DeclaredShapes shapes)
        : base(root)
    {
        _shapes = shapes;
        _findings = new ShapeFindings(root);
    }

    private KnownSymbols KnownSymbols => _shapes.KnownSymbols;

    /// <summary>The diagnostics of a body, and the inferred tensors by expression.</summary>
    public static (ImmutableArray<Diagnostic> Findings, IReadOnlyDictionary<SyntaxNode, TensorValue> Inferred) Through(
        IOperation body, IMethodSymbol? method, DeclaredShapes shapes)
    {
        var walk = new ShapeWalk(body, shapes);
        if (!IsTangled(body))
        {
            if (method is not null)
                walk.Begin(method);
            walk.VisitAll(body);
        }

        return (walk._findings.ToImmutable(), walk._inferred);
    }

    /// <inheritdoc/>
    protected override AbstractValue? Visit(IOperation? operation)
    {
        var fact = base.Visit(operation);
        if (operation is null || !IsReached)
            return null;
        if (fact is null && IsBatch(operation.Type))
            fact = Fresh(operation.Syntax);
        if (fact is TensorValue tensor && IsHere && !operation.IsImplicit)
            _inferred[operation.Syntax] = _inferred.TryGetValue(operation.Syntax, out var before) && !before.Equals(tensor) ? before.With(tensor) : tensor;
        return fact;
    }

    // An expression that is evaluated again, as in a loop, creates a new batch. Lengths of the previous batch become unknown.
    private BatchValue Fresh(object origin)
    {
        var batch = new BatchValue(origin);
        foreach (var pair in State.ToList())
        {
            var known = Forgotten(pair.Value, batch);
            if (!ReferenceEquals(known, pair.Value))
                Learn(pair.Key, known);
        }

        return batch;
    }

    private static AbstractValue? Forgotten(AbstractValue? fact, BatchValue batch)
    {
        bool IsOf(DimensionSymbol symbol) => symbol.Scope.Equals(batch);
        Shape? Shape(Shape? shape) => shape?.Forget(IsOf);
        switch (fact)
        {
            case BatchValue or NextTokenViewValue { Batch: not null } when fact.Equals(batch) || (fact as NextTokenViewValue)?.Batch.Equals(batch) is true:
                return null;
            case TensorValue tensor when Shape(tensor.Shape) is var shape && !ReferenceEquals(shape, tensor.Shape):
                return tensor with { Shape = shape };
            case TensorMasksValue masks:
                return new TensorMasksValue(Shape(masks.Tokens), Shape(masks.Samples));
            case LengthValue length when length.Value.Symbols.Any(IsOf):
                return null;
            case ListValue list:
                return new ListValue([.. list.Elements.Select(element => Forgotten(element, batch))]);
            case TupleValue tuple:
                return new TupleValue([.. tuple.Elements.Select(element => Forgotten(element, batch))]);
            case SequenceValue sequence:
                return new SequenceValue(Forgotten(sequence.Element, batch));
            default:
                return fact;
        }
    }
}
