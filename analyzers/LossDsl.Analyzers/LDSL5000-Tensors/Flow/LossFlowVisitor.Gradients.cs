using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Gradients that are divided after <c>backward</c>, and reciprocals of counts.</content>
internal sealed partial class LossFlowVisitor
{
    // p.grad.div_(n), p.grad /= n, p.grad.mul_(1.0 / n)
    private void GradientIsScaled(IOperation operation, IOperation? operand)
    {
        var (target, divides) = operation switch
        {
            IInvocationOperation { Instance: { } instance, TargetMethod.Name: var name } => (instance, name.Contains("div")),
            ICompoundAssignmentOperation compound => (compound.Target, true),
            _ => (null, false),
        };
        if (operand is null || target is null || !IsGradient(target))
            return;
        if (divides && CountExpression.IsCount(operand))
            _findings.AddGradientScaling(Here(operation), CountExpression.Unwrap(operand));
        else if (!divides && Reciprocal(operand) is { } reciprocal)
            _findings.AddGradientScaling(Here(operation), reciprocal.Count);
    }

    private static bool IsGradient(IOperation tensor) => tensor.WalkDownConversion() switch
    {
        IPropertyReferenceOperation { Property.Name: "grad" } => true,
        IInvocationOperation { TargetMethod.Name: "grad", Arguments.Length: 0 } => true,
        IConditionalAccessInstanceOperation reached => Accessed(reached) is { } accessed && IsGradient(accessed),
        ILocalReferenceOperation local => local.GetOnlyValue() is { } value ? IsGradient(value) : IsPatternOfGradient(local),
        _ => false,
    };

    // if (p.grad is { } gradient)
    private static bool IsPatternOfGradient(ILocalReferenceOperation local) =>
        local.GetRoot().Descendants().OfType<IIsPatternOperation>().Any(test => IsGradient(test.Value) && test.Pattern.DescendantsAndSelf().Any(part =>
            part is IDeclarationPatternOperation declared && declared.DeclaredSymbol.Is(local.Local)
            || part is IRecursivePatternOperation recursive && recursive.DeclaredSymbol.Is(local.Local)));

    // p.grad of p.grad?.div_(n)
    private static IOperation? Accessed(IOperation reached)
    {
        for (var (inner, outer) = (reached, reached.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is IConditionalAccessOperation access && ReferenceEquals(access.WhenNotNull, inner))
                return access.Operation;
        }

        return null;
    }

    private static ReciprocalValue? Reciprocal(IOperation operation) => operation switch
    {
        IConversionOperation conversion => Reciprocal(conversion.Operand),
        IParenthesizedOperation inner => Reciprocal(inner.Operand),
        IInvocationOperation { TargetMethod.Name: "ToScalar", Arguments: [{ Value: var value }, ..] } => Reciprocal(value),
        IInvocationOperation { TargetMethod.Name: "Pow", Arguments: [{ Value: var power }, { Value.ConstantValue: { HasValue: true, Value: -1d } }] }
            when CountExpression.IsCount(power) => new ReciprocalValue(CountExpression.Unwrap(power)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide, LeftOperand: var one, RightOperand: var count }
            when IsOne(one) && CountExpression.IsCount(count) => new ReciprocalValue(CountExpression.Unwrap(count)),
        _ => null,
    };

    private static bool IsOne(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: 1 or 1L or 1f or 1d };
}
