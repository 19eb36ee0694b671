using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <content>C# operators on tensors, and indexers.</content>
internal sealed partial class ShapeWalk
{
    private TensorValue? Entrywise(IOperation operation, string name, Operand left, Operand right) =>
        OperatorReport().Entrywise(operation, name, left, right);

    private OperatorReport OperatorReport() => new(_findings, Here, IsHere);

    private void Report(IOperation operation, ShapeError error, string message) => OperatorReport().Add(operation, error, message);

    private void Mismatch(IOperation operation, ShapeError error, Operand left, Operand right, string wayOut) =>
        OperatorReport().Mismatch(operation, error, left, right, wayOut);

    private void Say(DiagnosticDescriptor rule, IOperation place, string message) => OperatorReport().Say(rule, place, message);

    // The operand's operation if it has one, otherwise the call.
    private static IOperation Place(IOperation call, Operand operand) => operand.Operation ?? call;

    private TensorValue Brackets(IPropertyReferenceOperation reference, TensorValue tensor)
    {
        var items = new List<IndexItem?>();
        foreach (var argument in reference.Arguments)
        {
            var values = argument.Value.WalkDownConversion() switch
            {
                IArrayCreationOperation { Initializer: { } initializer } when argument.ArgumentKind == ArgumentKind.ParamArray => initializer.ElementValues,
                ICollectionExpressionOperation collection when argument.ArgumentKind == ArgumentKind.ParamCollection => collection.Elements,
                var value => [value],
            };
            items.AddRange(values.Select(Item));
        }

        if (tensor.Shape is not { } shape)
            return tensor with { Origin = null };
        var inferred = Indexing.Index(shape, items);
        if (inferred.Error is { } error)
            Report(reference, error, $"{new Operand(reference.Instance!, tensor).Words}: {error.Reason}");
        return Made(reference, inferred.Shape, tensor.Class, tensor.IsIds);
    }

    private IndexItem? Item(IOperation index)
    {
        while (index is IConversionOperation conversion)
            index = conversion.Operand;
        switch (index)
        {
            case IRangeOperation range:
                return Range(range);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand: var back }:
                Visit(back);
                return new IndexItem(IndexKind.Entry);
            case IFieldReferenceOperation { Field: { Name: var name, ContainingType.Name: "TensorIndex" } }:
                return name switch
                {
                    "None" or "Null" => new IndexItem(IndexKind.New),
                    "Ellipsis" => new IndexItem(IndexKind.Ellipsis),
                    "Colon" => new IndexItem(IndexKind.SliceToEnd, 0),
                    _ => null,
                };
            case IInvocationOperation { TargetMethod: { Name: var name, ContainingType.Name: "TensorIndex" } } call:
                return Item(name, [.. call.Arguments.Select(argument => (argument.Value, Visit(argument.Value)))], call);
            case { Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 }:
                return new IndexItem(IndexKind.Entry, Constant(Visit(index)));
            default:
                return Visit(index) is TensorValue { Shape: { } shape, Class: (ElementClass.Bool or ElementClass.Integer) and var of }
                    ? new IndexItem(of == ElementClass.Bool ? IndexKind.Mask : IndexKind.Numbers, Index: shape)
                    : null;
        }
    }

    private IndexItem? Item(string name, IReadOnlyList<(IOperation Operation, Flow.AbstractValue? AbstractValue)> arguments, IInvocationOperation call)
    {
        switch (name)
        {
            case "Single" when arguments is [var (_, fact)]:
                return new IndexItem(IndexKind.Entry, Constant(fact));
            case "Tensor" when arguments is [var (operation, _)]:
                return Item(operation);
            case "Slice" when call.TargetMethod.Parameters.Length == 3:
                var bounds = new long?[3];
                var isGiven = new bool[3];
                for (var i = 0; i < 3; i++)
                {
                    var place = call.Arguments[i].Parameter!.Ordinal;
                    isGiven[place] = !IsNull(call.Arguments[i].Value);
                    bounds[place] = Constant(arguments[i].AbstractValue);
                }

                return isGiven[2] && bounds[2] != 1 ? new IndexItem(IndexKind.AnySlice) : Bounded(isGiven[0] ? bounds[0] : 0, isGiven[1], bounds[1]);
            default:
                return call.TargetMethod.Name == "Slice" ? new IndexItem(IndexKind.AnySlice) : null;
        }
    }

    private IndexItem Range(IRangeOperation range)
    {
        var begin = range.LeftOperand is null ? 0 : Bound(range.LeftOperand);
        var end = range.RightOperand is null ? null : Bound(range.RightOperand);

        // x[..^0] ends at the end of the dimension.
        return Bounded(begin, range.RightOperand is not null && !IsEnd(range.RightOperand), end);
    }

    private static IndexItem Bounded(long? begin, bool hasEnd, long? end) =>
        begin is null || (hasEnd && end is null) ? new IndexItem(IndexKind.AnySlice)
        : hasEnd ? new IndexItem(IndexKind.Slice, begin, end)
        : new IndexItem(IndexKind.SliceToEnd, begin);

    private long? Bound(IOperation bound)
    {
        while (bound is IConversionOperation conversion)
            bound = conversion.Operand;
        return bound is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand: var back } ? -Constant(Visit(back)) : Constant(Visit(bound));
    }

    private static bool IsEnd(IOperation bound)
    {
        while (bound is IConversionOperation conversion)
            bound = conversion.Operand;
        return bound is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand.ConstantValue: { HasValue: true, Value: 0 } };
    }

    private static bool IsNull(IOperation value) =>
        value.WalkDownConversion() is IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } };

    private static long? Constant(Flow.AbstractValue? fact) => (fact as LengthValue)?.Value.Constant;
}
