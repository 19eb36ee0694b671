using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Configs;

/// <summary>
/// Evaluates constant expressions beyond the compiler's constant folding: through locals that are assigned once, static members
/// that never change, and the functions of <see cref="Math"/>.
/// </summary>
internal static class ConstantEvaluator
{
    // Locals that are initialized with each other do not compile, but exist while code is typed.
    private const int Deepest = 16;

    /// <summary>The value; null if it is unknown.</summary>
    public static object? Evaluate(IOperation? operation) => Evaluate(operation, Deepest);

    /// <summary>Whether the value is known; a known value may be null.</summary>
    public static bool IsKnown(IOperation operation) =>
        operation.WalkDownConversion().ConstantValue is { HasValue: true, Value: null } || Evaluate(operation) is not null;

    private static object? Evaluate(IOperation? operation, int depth) => operation switch
    {
        _ when depth == 0 => null,
        { ConstantValue: { HasValue: true, Value: var value } } => value,
        ILocalReferenceOperation local => Evaluate(local.GetOnlyValue(), depth - 1),
        IMemberReferenceOperation { Member.IsStatic: true } member => Evaluate(member.GetReadOnlyValue(), depth - 1),
        IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType.Name: "Math" or "MathF" } function } call =>
            MathFunctions.Evaluate(function, [.. call.Arguments.OrderBy(argument => argument.Parameter?.Ordinal).Select(argument => Evaluate(argument.Value, depth - 1))]),
        IParenthesizedOperation inner => Evaluate(inner.Operand, depth - 1),
        IConversionOperation { OperatorMethod: null, Type: { } type } conversion =>
            Evaluate(conversion.Operand, depth - 1) is { } value ? Converted(value, type.UnwrapNullable()) : null,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus, OperatorMethod: null, IsLifted: false, Type: { } type } minus =>
            Evaluate(minus.Operand, depth - 1) is { } value ? Result(BinaryOperatorKind.Subtract, 0, value, type) : null,
        IBinaryOperation { OperatorMethod: null, IsLifted: false, Type: { } type } binary =>
            Evaluate(binary.LeftOperand, depth - 1) is { } left && Evaluate(binary.RightOperand, depth - 1) is { } right
                ? Result(binary.OperatorKind, left, right, type)
                : null,
        _ => null,
    };

    private static object? Result(BinaryOperatorKind kind, object left, object right, ITypeSymbol type)
    {
        if (Constants.ToDouble(left) is null || Constants.ToDouble(right) is null)
            return null;
        try
        {
            return type.SpecialType switch
            {
                SpecialType.System_Int32 => checked((int)Whole(kind, left, right)!),
                SpecialType.System_Int64 => Whole(kind, left, right),
                SpecialType.System_Single => Real(kind, left, right) is { } real ? (float)real : null,
                SpecialType.System_Double => Real(kind, left, right),
                _ => null,
            };
        }
        catch (Exception problem) when (problem is ArithmeticException or InvalidOperationException)
        {
            return null;
        }
    }

    private static long? Whole(BinaryOperatorKind kind, object left, object right)
    {
        var (a, b) = (Convert.ToInt64(left, CultureInfo.InvariantCulture), Convert.ToInt64(right, CultureInfo.InvariantCulture));
        return kind switch
        {
            BinaryOperatorKind.Add => checked(a + b),
            BinaryOperatorKind.Subtract => checked(a - b),
            BinaryOperatorKind.Multiply => checked(a * b),
            BinaryOperatorKind.Divide => a / b,
            _ => null,
        };
    }

    private static double? Real(BinaryOperatorKind kind, object left, object right)
    {
        var (a, b) = (Convert.ToDouble(left, CultureInfo.InvariantCulture), Convert.ToDouble(right, CultureInfo.InvariantCulture));
        return kind switch
        {
            BinaryOperatorKind.Add => a + b,
            BinaryOperatorKind.Subtract => a - b,
            BinaryOperatorKind.Multiply => a * b,
            BinaryOperatorKind.Divide => a / b,
            _ => null,
        };
    }

    // Widening conversions only: a narrowing cast of a constant is left to the compiler.
    private static object? Converted(object value, ITypeSymbol type) => (type.SpecialType, value) switch
    {
        (SpecialType.System_Double, _) => Constants.ToDouble(value),
        (SpecialType.System_Single, int or float) => Convert.ToSingle(value, CultureInfo.InvariantCulture),
        (SpecialType.System_Int64, int or long) => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        (SpecialType.System_Int32, int) or (SpecialType.System_String, string) or (SpecialType.System_Boolean, bool) => value,
        _ => type.TypeKind == TypeKind.Enum ? value : null,
    };
}
