using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Losses: how they are computed, divided and differentiated.</content>
internal sealed partial class LossFlowVisitor
{
    // Methods whose result is the same loss, possibly moved, reshaped or scaled by something that is not a count.
    private static readonly HashSet<string> KeepsLoss =
    [
        "to", "cpu", "cuda", "clone", "contiguous", "alias", "@float", "float", "double", "half", "sum", "view", "reshape", "squeeze", "unsqueeze", "neg",
        "MoveToOuterDisposeScope", "DetachFromDisposeScope", "MoveToOtherDisposeScope", "add", "add_", "mul", "mul_", "div", "div_", "sub", "sub_",
        "type", "to_type", "requires_grad_", "pow", "clamp", "clamp_min", "clamp_max", "nan_to_num",
    ];

    private LossResultValue Compute(IInvocationOperation call, IReadOnlyList<AbstractValue?> arguments)
    {
        var totals = call.Arguments.Select((argument, i) => (argument, i))
            .FirstOrDefault(pair => pair.argument.Parameter?.Type.Is(_symbols.GlobalNormalization) is true);
        var batch = arguments.OfType<BatchValue>().FirstOrDefault();
        var source = new LossSource(Here(call), Symbol(call.Instance), Symbol(totals.argument?.Value), batch);
        if (totals.argument is not null && arguments[totals.i] is CountsValue counts)
            _findings.AddDivision(new CountsUse(counts, batch, Here(call), totals.argument.Value, IsHere));
        return new LossResultValue(LossValue.FromSource(source));
    }

    private static ISymbol? Symbol(IOperation? operation) => operation?.WalkDownConversion() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Property.IsIndexer: false } property => property.Property,
        _ => null,
    };

    private AbstractValue? OfTensors(IInvocationOperation call, AbstractValue? receiver, IReadOnlyList<AbstractValue?> arguments)
    {
        var (name, first) = (call.TargetMethod.Name, arguments.Count > 0 ? arguments[0] : null);
        if (name == "backward")
        {
            if ((receiver ?? first) is LossValue differentiated)
                _findings.AddBackward(differentiated, Here(call), Loop(Here(call)));
            return null;
        }

        if (name is "zeros" or "zeros_like" && receiver is null)
            return ZeroValue.Instance;
        if (name == "ToScalar")
            return receiver ?? first;
        if (name is "stack" or "cat" or "concat" or "hstack" or "vstack" && first is SequenceValue { Element: LossValue several })
            return several with { IsStacked = true };
        var loss = receiver as LossValue ?? (call.Instance is null ? first as LossValue : null);
        if (loss is not null && name is "mean" or "nanmean")
            return loss is { IsStacked: true } ? (loss with { IsStacked = false }).DividedBy(Divided(call, null)) : loss;
        if (loss is not null && name == "sum")
            return loss with { IsStacked = false };
        var operand = Operand(call);
        if (name is "div" or "div_" or "true_divide" or "true_divide_" or "divide" or "divide_" or "mul" or "mul_" or "multiply")
            GradientIsScaled(call, operand);
        if (loss is not null && KeepsLoss.Contains(name.Replace("true_divide", "div").Replace("divide", "div").Replace("multiply", "mul")))
            return InPlace(call, name, Scaled(call, loss, operand, arguments));
        MaskIsChanged(call, name);
        return OfMeans(call, receiver) ?? OfTokens(call, receiver, arguments);
    }

    // batch.SampleMask.mul_(keep)
    private void MaskIsChanged(IInvocationOperation call, string name)
    {
        if (name.EndsWith("_", StringComparison.Ordinal) && name is not ("requires_grad_" or "unsqueeze_")
            && call.Instance is IPropertyReferenceOperation { Property.Name: "SampleMask" or "TokenMask", Instance: { } owner }
            && Visit(owner) is BatchValue masked)
        {
            Becomes(masked, masked.Derive(RowRelation.Remasked, Here(call)));
        }
    }

    private AbstractValue Scaled(IInvocationOperation call, LossValue loss, IOperation? operand, IReadOnlyList<AbstractValue?> arguments)
    {
        var name = call.TargetMethod.Name;
        var (divides, multiplies) = (name.Contains("div"), name.StartsWith("mul", StringComparison.Ordinal));
        if (divides && operand is not null && CountExpression.IsCount(operand))
            return loss.DividedBy(Divided(call, operand));
        if (multiplies && operand is not null && (Reciprocal(operand) ?? Visit(operand) as ReciprocalValue) is { } reciprocal)
            return loss.DividedBy(Divided(call, reciprocal.Count));
        if (name is "add" or "add_" or "sub" or "sub_" && arguments.Count > 0)
            return arguments[arguments.Count - 1] is LossValue other ? loss.Join(other) : loss with { IsMixed = true };
        return loss;
    }

    // value.div_(n) changes the tensor that the local refers to.
    private AbstractValue InPlace(IInvocationOperation call, string name, AbstractValue fact)
    {
        if (name.EndsWith("_", StringComparison.Ordinal) && call.Instance?.WalkDownConversion() is ILocalReferenceOperation { Local: var local })
            Learn(local, fact);
        return fact;
    }

    private static IOperation? Operand(IInvocationOperation call)
    {
        var at = call.Instance is null ? 1 : 0;
        return call.Arguments.Length > at ? call.Arguments[at].Value : null;
    }

    private Division Divided(IOperation site, IOperation? count) => new(Here(site), count, IsHere);

    private AbstractValue? Combine(IOperation operation, BinaryOperatorKind kind, IOperation leftOperand, IOperation rightOperand)
    {
        var (left, right) = (Visit(leftOperand), Visit(rightOperand));
        switch (kind)
        {
            case BinaryOperatorKind.Divide when left is LossValue loss:
                return CountExpression.IsCount(rightOperand) ? loss.DividedBy(Divided(operation, CountExpression.Unwrap(rightOperand))) : loss;
            case BinaryOperatorKind.Multiply when (left ?? right) is LossValue loss && !(left is LossValue && right is LossValue):
                return Times(operation, loss, left is LossValue ? rightOperand : leftOperand, left is LossValue ? right : left);
            case BinaryOperatorKind.Multiply when right is LossValue loss:
                return Times(operation, loss, leftOperand, left);
            case BinaryOperatorKind.Add or BinaryOperatorKind.Subtract when left is LossValue || right is LossValue:
                return Sum(left, right);
            case BinaryOperatorKind.Divide when Reciprocal(operation) is { } reciprocal:
                return reciprocal;
            case BinaryOperatorKind.Divide when operation is ICompoundAssignmentOperation:
                GradientIsScaled(operation, rightOperand);
                return Means(kind, left, right, operation, leftOperand, rightOperand);
            default:
                return Means(kind, left, right, operation, leftOperand, rightOperand);
        }
    }

    private LossValue Times(IOperation operation, LossValue loss, IOperation factor, AbstractValue? known) =>
        (known as ReciprocalValue ?? Reciprocal(factor)) is { } reciprocal ? loss.DividedBy(Divided(operation, reciprocal.Count)) : loss;

    private static AbstractValue? Sum(AbstractValue? left, AbstractValue? right) => (left, right) switch
    {
        (LossValue first, LossValue second) => first.Join(second),
        (LossValue loss, ZeroValue) => loss,
        (ZeroValue, LossValue loss) => loss,
        (LossValue loss, _) => loss with { IsMixed = true },
        (_, LossValue loss) => loss with { IsMixed = true },
        _ => null,
    };
}
