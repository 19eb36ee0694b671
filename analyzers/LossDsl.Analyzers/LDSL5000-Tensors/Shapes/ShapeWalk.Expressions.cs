using LossDsl.Analyzers.Tensors.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <content>Expressions: numbers, conditions, lists and operators.</content>
internal sealed partial class ShapeWalk
{
    /// <inheritdoc/>
    protected override AbstractValue? Evaluate(IOperation operation)
    {
        switch (operation)
        {
            case { ConstantValue: { HasValue: true, Value: bool value } }:
                return new TruthValue(value);
            case { ConstantValue: { HasValue: true, Value: int value } }:
                return new LengthValue(Dimension.FromConstant(value));
            case { ConstantValue: { HasValue: true, Value: long value } }:
                return new LengthValue(Dimension.FromConstant(value));
            case IConversionOperation conversion:
                return Convert(conversion);
            case ICompoundAssignmentOperation compound:
                var combined = Combine(compound, compound.OperatorKind, compound.Target, compound.Value);
                Assign(compound.Target, combined);
                return combined;
            case IIncrementOrDecrementOperation counted:
                var next = (Visit(counted.Target) as LengthValue)?.Value is { } number
                    ? new LengthValue(counted.Kind == OperationKind.Increment ? number + Dimension.One : number - Dimension.One)
                    : null;
                Assign(counted.Target, next);
                return null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } logic:
                return Decide(logic);
            case IBinaryOperation binary:
                return Combine(binary, binary.OperatorKind, binary.LeftOperand, binary.RightOperand);
            case IUnaryOperation unary:
                return Negate(unary, Visit(unary.Operand));
            case ILocalReferenceOperation local:
                return Known(local.Local) ?? Named(local, local.Local);
            case IParameterReferenceOperation parameter:
                return Known(parameter.Parameter) ?? Named(parameter, parameter.Parameter);
            case IFieldReferenceOperation field:
                return TupleElement(field, Visit(field.Instance)) ?? Named(field, field.Field);
            case IPropertyReferenceOperation property:
                return Property(property);
            case IArrayElementReferenceOperation { ArrayReference: var array, Indices: var indices }:
                var elements = Visit(array);
                return At(elements, [.. indices.Select(Visit)]);
            case IArrayCreationOperation { DimensionSizes.Length: 1, Initializer: { } initializer }:
                return new ListValue([.. initializer.ElementValues.Select(Visit)]);
            case ICollectionExpressionOperation collection when !collection.Elements.Any(element => element is ISpreadOperation):
                return new ListValue([.. collection.Elements.Select(Visit)]);
            case IObjectCreationOperation created:
                return Create(created);
            case IWithOperation copied:
                return With(copied);
            case IInvocationOperation call:
                return Call(call);
            case IIsPatternOperation test:
                return Match(test);
            default:
                return base.Evaluate(operation);
        }
    }

    /// <inheritdoc/>
    protected override AbstractValue? Parts(AbstractValue? whole) => whole switch
    {
        LossNumberValue => new TupleValue([LossNumberValue.Loss, null]),
        TensorMasksValue masks => new TupleValue([.. new[] { "Tokens", "Samples", "Weights", "Absent" }.Select(name => MaskOf(masks, name))]),
        ListValue list => new TupleValue(list.Elements),
        _ => whole,
    };

    // A batch variable without a known value identifies a batch of its own, as long as it is not assigned.
    private AbstractValue? Named(IOperation reference, ISymbol symbol) => IsBatch(reference.Type) && !IsWild(symbol) ? new BatchValue(symbol) : null;

    private AbstractValue? Convert(IConversionOperation conversion)
    {
        var fact = Visit(conversion.Operand);
        if (conversion.OperatorMethod is null)
            return fact is LengthValue && conversion.Type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single ? null : fact;
        return conversion.Type.Is(KnownSymbols.TensorType) || (fact is TensorValue && conversion.Type?.Name != "ModelOutput") ? null : fact;
    }

    // The right operand of `&&` is visited only if the left one may be true, and that of `||` only if the left one may be false.
    private AbstractValue? Decide(IBinaryOperation logic)
    {
        var ends = logic.OperatorKind == BinaryOperatorKind.ConditionalOr;
        var left = Visit(logic.LeftOperand) as TruthValue;
        if (left?.IsTrue == ends)
            return left;
        var right = Visit(logic.RightOperand) as TruthValue;
        return right?.IsTrue == ends ? right : left is null ? null : right;
    }

    private AbstractValue? Negate(IUnaryOperation unary, AbstractValue? operand) => (operand, unary.OperatorKind) switch
    {
        (TruthValue truth, UnaryOperatorKind.Not) => new TruthValue(!truth.IsTrue),
        (LengthValue length, UnaryOperatorKind.Minus) => new LengthValue(length.Value * Dimension.FromConstant(-1)),
        (LengthValue, UnaryOperatorKind.Plus) => operand,
        (TensorValue { Class: ElementClass.Bool } mask, UnaryOperatorKind.Minus) => NegatedMask(unary, mask),
        (TensorValue tensor, _) => Made(unary, tensor.Shape, tensor.Class),
        _ => null,
    };

    private TensorValue NegatedMask(IUnaryOperation unary, TensorValue mask)
    {
        Say(
            ShapeRules.ElementTypesMustFit,
            unary,
            $"{Spelling.Of(unary.Operand)} is bool{Spelling.From(mask.Origin, Spelling.Of(unary.Operand))}, and torch does not negate bool; logical_not() turns a mask around");
        return mask;
    }

    private AbstractValue? Combine(IOperation operation, BinaryOperatorKind kind, IOperation leftOperand, IOperation rightOperand)
    {
        var (left, right) = (Visit(leftOperand), Visit(rightOperand));
        if (operation.Type.Is(KnownSymbols.TensorType))
            return Entrywise(operation, Operator(kind), new Operand(leftOperand, left), new Operand(rightOperand, right));
        return left is LengthValue { Value: var a } && right is LengthValue { Value: var b } ? Calculate(kind, a, b) : null;
    }

    private static AbstractValue? Calculate(BinaryOperatorKind kind, Dimension a, Dimension b)
    {
        var relation = Dimension.Compare(a, b);
        var difference = (a - b).Constant;
        return kind switch
        {
            BinaryOperatorKind.Add => new LengthValue(a + b),
            BinaryOperatorKind.Subtract => new LengthValue(a - b),
            BinaryOperatorKind.Multiply => new LengthValue(a * b),
            BinaryOperatorKind.Divide when b.Constant is { } divisor && a.DivideBy(divisor) is { } quotient => new LengthValue(quotient),
            BinaryOperatorKind.Divide when a.Constant is { } whole && b.Constant is { } part and not 0 => new LengthValue(Dimension.FromConstant(whole / part)),
            BinaryOperatorKind.Remainder when a.Constant is { } whole && b.Constant is { } part and not 0 => new LengthValue(Dimension.FromConstant(whole % part)),
            BinaryOperatorKind.Equals when relation != DimensionRelation.Unknown => new TruthValue(relation == DimensionRelation.Equal),
            BinaryOperatorKind.NotEquals when relation != DimensionRelation.Unknown => new TruthValue(relation != DimensionRelation.Equal),
            BinaryOperatorKind.LessThan when difference is { } by => new TruthValue(by < 0),
            BinaryOperatorKind.LessThanOrEqual when difference is { } by => new TruthValue(by <= 0),
            BinaryOperatorKind.GreaterThan when difference is { } by => new TruthValue(by > 0),
            BinaryOperatorKind.GreaterThanOrEqual when difference is { } by => new TruthValue(by >= 0),
            _ => null,
        };
    }

    private static string Operator(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => "add",
        BinaryOperatorKind.Subtract => "sub",
        BinaryOperatorKind.Multiply => "mul",
        BinaryOperatorKind.Divide => "div",
        BinaryOperatorKind.Remainder => "remainder",
        BinaryOperatorKind.And => "bitwise_and",
        BinaryOperatorKind.Or => "bitwise_or",
        BinaryOperatorKind.ExclusiveOr => "bitwise_xor",
        BinaryOperatorKind.LeftShift => "bitwise_left_shift",
        BinaryOperatorKind.RightShift => "bitwise_right_shift",
        _ => "eq",
    };

    // x.ndim is 2
    private AbstractValue? Match(IIsPatternOperation test)
    {
        var value = Visit(test.Value);
        Bind(test.Pattern, value);
        return value is LengthValue { Value: var length } && test.Pattern is IConstantPatternOperation { Value: var constant }
            && Visit(constant) is LengthValue { Value: var wanted }
                ? Calculate(BinaryOperatorKind.Equals, length, wanted)
                : null;
    }

    private static AbstractValue? At(AbstractValue? list, IReadOnlyList<AbstractValue?> indices) => list switch
    {
        SequenceValue sequence => sequence.Element,
        ListValue { Elements: var elements } when indices is [LengthValue { Value.Constant: { } place }] =>
            place >= 0 && place < elements.Length ? elements[(int)place] : null,
        _ => null,
    };

    private static AbstractValue? TupleElement(IFieldReferenceOperation field, AbstractValue? instance)
    {
        if (instance is not TupleValue tuple || field.Field.ContainingType is not { IsTupleType: true } type)
            return null;
        var place = type.TupleElements.ToList().FindIndex(element => element.Name == field.Field.Name
            || (element.CorrespondingTupleField ?? element).Is(field.Field.CorrespondingTupleField ?? field.Field));
        return place >= 0 && place < tuple.Elements.Length ? tuple.Elements[place] : null;
    }

    private bool IsBatch(ITypeSymbol? type) => type is INamedTypeSymbol named
        && (KnownSymbols.IsDataDict(named) || named.Is(KnownSymbols.UntypedBatch) || named.OriginalDefinition.Is(KnownSymbols.TypedBatch));

    /// <summary>The result of an operation, with the operation as its origin.</summary>
    private static TensorValue Made(IOperation operation, Shape? shape, ElementClass of, bool isIds = false) =>
        new(shape, of, new Origin(Spelling.Of(operation), Spelling.Line(operation)), isIds);
}
