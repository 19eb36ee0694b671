using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>Slices and shifts of tensors per token.</summary>
internal static class TokenSlicing
{
    /// <summary>The result of an indexer: <c>t[.., 1..]</c>, <c>t[.., ..^1]</c>; null if unknown.</summary>
    public static TokenTensorValue? Apply(IPropertyReferenceOperation indexer, TokenTensorValue tokens)
    {
        var indices = indexer.Arguments.SelectMany(argument => Indices(argument)).ToList();
        if (indices.Count == 0 || indices.Count > tokens.Rank)
            return null;
        var cut = tokens;
        for (var i = 0; i < indices.Count; i++)
        {
            if (Bounds(indices[i]) is not var (begin, end))
                return null;
            if (i == tokens.Axis)
                cut = cut with { Offset = cut.Offset + begin, Missing = end is null ? null : cut.Missing + begin + end };
        }

        return cut with { IsPrediction = false };
    }

    /// <summary>The result of a method of the tensor; null if unknown.</summary>
    public static TokenTensorValue? Apply(IInvocationOperation call, TokenTensorValue tokens)
    {
        var name = call.TargetMethod.Name;
        var offset = call.Instance is null ? 1 : 0;
        long? Number(int place) => call.Arguments.Length > place + offset ? Constant(call.Arguments[place + offset].Value) : null;
        switch (name)
        {
            case "narrow" or "slice" when Number(0) is { } dim:
                if (Axis(dim, tokens) != tokens.Axis)
                    return tokens with { IsPrediction = false };
                return Number(1) is { } start and >= 0
                    ? tokens with { Offset = tokens.Offset + (int)start, Missing = null, IsPrediction = false }
                    : null;
            case "roll" when Number(0) is { } shift && Number(1) is { } dim && Axis(dim, tokens) == tokens.Axis:
                return tokens with { Offset = tokens.Offset - (int)shift, IsPrediction = false };
            case "unsqueeze" when Number(0) is -1:
                return tokens with { Rank = tokens.Rank + 1 };
            default:
                return null;
        }
    }

    private static int Axis(long dimension, TokenTensorValue tokens) => (int)(dimension < 0 ? dimension + tokens.Rank : dimension);

    private static IEnumerable<IOperation> Indices(IArgumentOperation argument) => argument.Value.WalkDownConversion() switch
    {
        IArrayCreationOperation { Initializer: { } initializer } when argument.ArgumentKind == ArgumentKind.ParamArray => initializer.ElementValues,
        ICollectionExpressionOperation collection when argument.ArgumentKind == ArgumentKind.ParamCollection => collection.Elements,
        var value => [value],
    };

    // The number of entries that a range drops at the beginning and at the end. End is null if it is unknown.
    private static (int Begin, int? End)? Bounds(IOperation index)
    {
        while (index is IConversionOperation conversion)
            index = conversion.Operand;
        if (index is not IRangeOperation range)
            return null;
        var begin = range.LeftOperand is null ? 0 : FromStart(range.LeftOperand);
        return begin is null ? null : (begin.Value, range.RightOperand is null ? 0 : FromEnd(range.RightOperand));
    }

    private static int? FromStart(IOperation bound) => Constant(bound) is { } start and >= 0 ? (int)start : null;

    private static int? FromEnd(IOperation bound)
    {
        while (bound is IConversionOperation conversion)
            bound = conversion.Operand;
        return bound is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand: var back } && Constant(back) is { } end ? (int)end : null;
    }

    private static long? Constant(IOperation operation)
    {
        while (operation is IConversionOperation { ConstantValue.HasValue: false } conversion)
            operation = conversion.Operand;
        return operation.ConstantValue is { HasValue: true, Value: var value } ? value as long? ?? value as int? : null;
    }
}
