using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Configs;

/// <summary>Finds the constants that an expression can evaluate to.</summary>
internal static class Constants
{
    /// <summary>The possible constants, each with the operation that gives it: a conditional expression has two.</summary>
    public static IEnumerable<(IOperation Place, object Value)> FindIn(IOperation? operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: { } value } } =>
            [(Spelled(operation), Named(value, operation.Type))],
        ILocalReferenceOperation or IBinaryOperation or IUnaryOperation or IMemberReferenceOperation or IInvocationOperation when ConstantEvaluator.Evaluate(operation) is { } value =>
            [(operation, Named(value, operation.Type))],
        IParenthesizedOperation inner => FindIn(inner.Operand),
        IConversionOperation { OperatorMethod: null } conversion when KeepsValue(conversion) => FindIn(conversion.Operand),
        IConditionalOperation { Condition.ConstantValue.HasValue: false } choice => FindIn(choice.WhenTrue).Concat(FindIn(choice.WhenFalse)),
        ICoalesceOperation { Value.ConstantValue.HasValue: false } fallback => FindIn(fallback.WhenNull),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => FindIn(arm.Value)),
        _ => [],
    };

    /// <summary>A cheap test whether an expression may have a constant value.</summary>
    public static bool MayBeConstant(IOperation operation) => operation switch
    {
        ILiteralOperation or ILocalReferenceOperation or IBinaryOperation or IUnaryOperation or IParenthesizedOperation
            or IConditionalOperation or ICoalesceOperation or ISwitchExpressionOperation => true,
        IMemberReferenceOperation { Member: IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true, SetMethod: null } } => true,
        IInvocationOperation { TargetMethod.ContainingType.Name: "Math" or "MathF" } => true,
        IConversionOperation conversion => MayBeConstant(conversion.Operand),
        IObjectCreationOperation or IInvocationOperation or IParameterReferenceOperation or IPropertyReferenceOperation
            or IInstanceReferenceOperation or IDelegateCreationOperation => false,
        _ => operation.ConstantValue.HasValue,
    };

    private static object Named(object value, ITypeSymbol? type) => type is { TypeKind: TypeKind.Enum } ? EnumMember.FromValue(type, value) : value;

    /// <summary>The value of a constant in an attribute.</summary>
    public static object FromAttribute(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Enum ? EnumMember.FromValue(constant.Type!, constant.Value!) : constant.Value!;

    /// <summary>A constant as a double; null if it is not a number.</summary>
    public static double? ToDouble(object value) => Numbers.ToDouble(value);

    // A conversion to Nullable<T> or a widening one. A narrowing conversion is either a constant itself or changes the value.
    private static bool KeepsValue(IConversionOperation conversion) => conversion.IsImplicit
        || SymbolEqualityComparer.Default.Equals(conversion.Type?.UnwrapNullable(), conversion.Operand.Type?.UnwrapNullable());

    private static IOperation Spelled(IOperation operation) =>
        operation is IConversionOperation { IsImplicit: true } conversion ? Spelled(conversion.Operand) : operation;
}
