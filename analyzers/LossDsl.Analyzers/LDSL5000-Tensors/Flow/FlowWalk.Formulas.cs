using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Formulas: means over what is at hand do not add up over microbatches.</content>
internal sealed partial class FlowWalk
{
    private Fact? MaskedMean(IInvocationOperation call)
    {
        IOperation? Given(string name) => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == name)?.Value;
        if (Given("values") is { } values && Given("mask") is { } mask)
            Line(_tokens.TryGetValue(values, out var left) ? left : null, _tokens.TryGetValue(mask, out var right) ? right : null, values, mask);
        return IsAbsent(Given("dim")) && IsAbsent(Given("globalNormalizationFactor")) ? new LocalMeanFact(Here(call)) : null;
    }

    private static bool IsAbsent(IOperation? argument) =>
        argument is null || argument.Unconverted() is IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } };

    // x.sum(), x.mean(): over all dimensions.
    private static bool IsOfAll(IInvocationOperation call) =>
        call.Arguments.All(argument => argument.IsImplicit || argument.Parameter?.Name is "type" or "dtype");

    private Fact? OfMeans(IInvocationOperation call, Fact? receiver) => call.TargetMethod.Name switch
    {
        "mean" when receiver is TokenFact && IsOfAll(call) => new LocalMeanFact(Here(call)),
        "neg" or "to" or "clone" or "squeeze" or "view" or "MoveToOuterDisposeScope" when receiver is LocalMeanFact => receiver,
        "mul" or "div" or "add" or "sub" when receiver is LocalMeanFact && Operand(call)?.Type.Is(_vocabulary.TensorType) is false => receiver,
        "sum" when receiver is TokenFact { Property: not "TokenMask" } tokens && IsOfAll(call) => new TotalFact(tokens.Batch),
        _ => null,
    };

    private Fact? Means(
        BinaryOperatorKind kind, Fact? left, Fact? right, IOperation operation, IOperation leftOperand, IOperation rightOperand)
    {
        switch (kind)
        {
            case BinaryOperatorKind.Divide when left is TotalFact && right is CountsFact:
                return new LocalMeanFact(Here(operation));
            case BinaryOperatorKind.Add or BinaryOperatorKind.Subtract when (left as LocalMeanFact ?? right as LocalMeanFact) is { } mean:
                return mean;
            case BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide when left is LocalMeanFact && !rightOperand.Type.Is(_vocabulary.TensorType):
                return left;
            case BinaryOperatorKind.Multiply when right is LocalMeanFact && !leftOperand.Type.Is(_vocabulary.TensorType):
                return right;
            case BinaryOperatorKind.Multiply when left is TokenFact { Property: "TokenMask" } && right is null or MaskFact:
                return left;
            default:
                return left is TokenFact || right is TokenFact ? Line(left, right, leftOperand, rightOperand) : null;
        }
    }

    private static Fact? Computed(Fact? fact) => fact switch
    {
        TokenFact tokens => tokens.Computed(),
        LossFact or LocalMeanFact or TotalFact => fact,
        _ => null,
    };

    // What a formula returns first is the loss.
    private void Formula(IReturnOperation exit, IOperation returned, Fact? value)
    {
        if (value is TupleFact { Elements: [LocalMeanFact mean, ..] }
            && returned.SemanticModel?.GetEnclosingSymbol(exit.Syntax.SpanStart) is IMethodSymbol { Name: "Formula", IsOverride: true })
        {
            _judge.AveragesHere(mean.Site);
        }
    }
}
