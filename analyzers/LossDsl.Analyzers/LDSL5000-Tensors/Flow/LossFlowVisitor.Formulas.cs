using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Formulas of losses: means over one microbatch do not add up over microbatches.</content>
internal sealed partial class LossFlowVisitor
{
    private AbstractValue? MaskedMean(IInvocationOperation call)
    {
        IOperation? Given(string name) => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == name)?.Value;
        if (Given("values") is { } values && Given("mask") is { } mask)
            Line(_tokens.TryGetValue(values, out var left) ? left : null, _tokens.TryGetValue(mask, out var right) ? right : null, values, mask);
        return IsAbsent(Given("dim")) && IsAbsent(Given("globalNormalizationFactor")) ? new LocalMeanValue(Here(call)) : null;
    }

    private static bool IsAbsent(IOperation? argument) =>
        argument is null || argument.WalkDownConversion() is IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } };

    // x.sum(), x.mean() without dimensions: over all entries.
    private static bool IsOfAll(IInvocationOperation call) =>
        call.Arguments.All(argument => argument.IsImplicit || argument.Parameter?.Name is "type" or "dtype");

    private AbstractValue? OfMeans(IInvocationOperation call, AbstractValue? receiver) => call.TargetMethod.Name switch
    {
        "mean" when receiver is TokenTensorValue && IsOfAll(call) => new LocalMeanValue(Here(call)),
        "neg" or "to" or "clone" or "squeeze" or "view" or "MoveToOuterDisposeScope" when receiver is LocalMeanValue => receiver,
        "mul" or "div" or "add" or "sub" when receiver is LocalMeanValue && Operand(call)?.Type.Is(_symbols.TensorType) is false => receiver,
        "sum" when receiver is TokenTensorValue { Property: not "TokenMask" } tokens && IsOfAll(call) => new TokenSumValue(tokens.Batch),
        _ => null,
    };

    private AbstractValue? Means(
        BinaryOperatorKind kind, AbstractValue? left, AbstractValue? right, IOperation operation, IOperation leftOperand, IOperation rightOperand)
    {
        switch (kind)
        {
            case BinaryOperatorKind.Divide when left is TokenSumValue && right is CountsValue:
                return new LocalMeanValue(Here(operation));
            case BinaryOperatorKind.Add or BinaryOperatorKind.Subtract when (left as LocalMeanValue ?? right as LocalMeanValue) is { } mean:
                return mean;
            case BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide when left is LocalMeanValue && !rightOperand.Type.Is(_symbols.TensorType):
                return left;
            case BinaryOperatorKind.Multiply when right is LocalMeanValue && !leftOperand.Type.Is(_symbols.TensorType):
                return right;
            case BinaryOperatorKind.Multiply when left is TokenTensorValue { Property: "TokenMask" } && right is null or SampleMaskValue:
                return left;
            default:
                return left is TokenTensorValue || right is TokenTensorValue ? Line(left, right, leftOperand, rightOperand) : null;
        }
    }

    private static AbstractValue? Computed(AbstractValue? fact) => fact switch
    {
        TokenTensorValue tokens => tokens.AsComputed(),
        LossValue or LocalMeanValue or TokenSumValue => fact,
        _ => null,
    };

    // The first value that a formula returns is the loss.
    private void Formula(IReturnOperation exit, IOperation returned, AbstractValue? value)
    {
        if (value is TupleValue { Elements: [LocalMeanValue mean, ..] }
            && returned.SemanticModel?.GetEnclosingSymbol(exit.Syntax.SpanStart) is IMethodSymbol { Name: "ComputeLoss", IsOverride: true })
        {
            _findings.ReportLocalMean(mean.Site);
        }
    }
}
