using LossDsl.Analyzers.Tensors.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>An operand of an operator.</summary>
/// <param name="Operation">The expression.</param>
/// <param name="AbstractValue">What is known about its value.</param>
internal readonly record struct Operand(IOperation Operation, AbstractValue? AbstractValue)
{
    /// <summary>The operand as a tensor; a number is a scalar.</summary>
    public TensorValue Tensor => AbstractValue as TensorValue ?? (IsNumber ? new TensorValue(Shape.Scalar, Class) : TensorValue.Unknown);

    /// <summary>Whether the operand is a number instead of a tensor.</summary>
    public bool IsNumber => Number(Operation) is { Type: { } type } && (type.Name == "Scalar" || type.SpecialType is > SpecialType.System_Char and <= SpecialType.System_Double or SpecialType.System_Boolean);

    /// <summary>The class of the element type.</summary>
    public ElementClass Class => AbstractValue is TensorValue tensor ? tensor.Class : IsNumber ? ElementClasses.Named(Number(Operation).Type?.Name) : ElementClass.Unknown;

    /// <summary>The source of the expression for messages, with its shape and the origin of the shape.</summary>
    public string Words
    {
        get
        {
            var text = Spelling.Of(Operation);
            return Tensor is { Shape: { } shape, Origin: var origin }
                ? $"{text} is {shape}{Spelling.From(origin, text)}"
                : text;
        }
    }

    // x * 2.0: the number before its implicit conversion to Scalar.
    private static IOperation Number(IOperation operation) => operation switch
    {
        IConversionOperation conversion => Number(conversion.Operand),
        IInvocationOperation { TargetMethod.Name: "ToScalar", Arguments: [{ Value: var value }, ..] } => Number(value),
        IParenthesizedOperation inner => Number(inner.Operand),
        _ => operation,
    };
}
