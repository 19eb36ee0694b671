using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>Distinguishes counts from scales, weights and temperatures.</summary>
internal static class CountExpression
{
    /// <summary>Whether an operand can be a count: an integer, or a constant greater than 1.</summary>
    public static bool IsCount(IOperation operation) => operation switch
    {
        IConversionOperation conversion => IsCount(conversion.Operand),
        IParenthesizedOperation inner => IsCount(inner.Operand),
        IInvocationOperation { TargetMethod.Name: "ToScalar" or "tensor", Arguments: [{ Value: var value }, ..] } => IsCount(value),
        { ConstantValue: { HasValue: true, Value: var value } } => value is not (1 or 1L) && value is int or long or (double and > 1) or (float and > 1),
        ILocalReferenceOperation { Type.SpecialType: SpecialType.System_Double or SpecialType.System_Single } local =>
            local.GetOnlyValue() is { } value && IsWhole(value),
        ILocalReferenceOperation local when local.GetOnlyValue() is IInvocationOperation { TargetMethod.Name: "tensor" or "ToScalar" } made => IsCount(made),
        _ => IsInteger(operation.Type),
    };

    /// <summary>The operand without conversions and parentheses.</summary>
    public static IOperation Unwrap(IOperation operation) => operation switch
    {
        IConversionOperation conversion => Unwrap(conversion.Operand),
        IInvocationOperation { TargetMethod.Name: "ToScalar" or "tensor", Arguments: [{ Value: var value }, ..] } => Unwrap(value),
        _ => operation,
    };

    // An integer that was converted to a floating-point local: double n = steps;
    private static bool IsWhole(IOperation value) => value is IConversionOperation conversion ? IsWhole(conversion.Operand)
        : !value.ConstantValue.HasValue && IsInteger(value.Type);

    private static bool IsInteger(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64
        or SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Byte;
}
