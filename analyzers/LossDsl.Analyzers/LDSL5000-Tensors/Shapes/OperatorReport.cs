using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>Reports errors in the operands of operators.</summary>
/// <param name="findings">Receives the errors.</param>
/// <param name="here">Maps an operation in a called method to its call in the analyzed method.</param>
/// <param name="isHere">Whether the operations are in the analyzed method itself.</param>
internal readonly struct OperatorReport(ShapeFindings findings, Func<IOperation, IOperation> here, bool isHere)
{
    private static readonly HashSet<string> Comparisons =
        ["eq", "ne", "lt", "le", "gt", "ge", "greater", "less", "greater_equal", "less_equal", "not_equal", "equal", "logical_and", "logical_or", "logical_xor", "isclose"];

    /// <summary>Infers and checks an elementwise operator with broadcasting.</summary>
    public TensorValue Entrywise(IOperation operation, string name, Operand left, Operand right)
    {
        var (a, b) = (left.Tensor, right.Tensor);
        Divided(operation, name, left, right);
        var inferred = Broadcasting.Broadcast(a.Shape, b.Shape);
        if (inferred.Error is { } error)
            Mismatch(operation, error, left, right, wayOut: null);
        var isIds = (a.IsIds || b.IsIds) && name is "masked_fill" or "where" or "clamp";
        return new TensorValue(inferred.Shape, Class(name, left.Class, right.Class), new Origin(Spelling.Of(operation), Spelling.Line(operation)), isIds);
    }

    /// <summary>Reports two lengths that must be equal and are not.</summary>
    public void Mismatch(IOperation operation, ShapeError error, Operand left, Operand right, string? wayOut)
    {
        var mend = ShapeRepair.Find(left, right);
        var place = mend is { Operand.Operation: var operand } && isHere ? operand : operation;
        var message = $"{left.Words}, {right.Words}: {error.Reason}";
        var rule = error.Fault == ShapeFault.Rank && wayOut is null ? ShapeRules.DimensionsMustExist : ShapeRules.LengthsMustAgree;
        Say(rule, place, mend is null ? wayOut is null ? message : $"{message}; {wayOut}" : $"{message}; {mend.WayOut}", mend?.Kind);
    }

    /// <summary>Reports a shape that an operator cannot be applied to.</summary>
    public void Add(IOperation operation, ShapeError error, string message) => Say(
        error.Fault switch
        {
            ShapeFault.Lengths => ShapeRules.LengthsMustAgree,
            ShapeFault.Rank => ShapeRules.DimensionsMustExist,
            _ => ShapeRules.ViewsMustKeepElements,
        },
        operation,
        message);

    /// <summary>Reports an error.</summary>
    public void Say(DiagnosticDescriptor rule, IOperation operation, string message, string? mend = null, string? dim = null)
    {
        var place = here(operation);
        while (place is IConversionOperation { IsImplicit: true } conversion)
            place = conversion.Operand;
        findings.Add(rule, place, isHere ? message : $"In {Called(place)}: {message}", isHere ? mend : null, dim);
    }

    private static string Called(IOperation place) => place is IInvocationOperation call ? call.TargetMethod.Name : Spelling.Of(place);

    // Reports element types that the arithmetic is not meant for, whatever the shapes.
    private void Divided(IOperation operation, string name, Operand left, Operand right)
    {
        var plain = name.TrimEnd('_');
        if (plain is "div" or "true_divide" or "divide" && left.Tensor.IsIds && left.Class == ElementClass.Integer && !HasRoundingMode(operation))
            Say(ShapeRules.ElementTypesMustFit, operation, $"{Spelling.Of(left.Operation)} holds ids{Spelling.From(left.Tensor.Origin, "")}: divided, they are floating point and name nothing");
        if (plain is "sub" or "subtract" && (left.Class == ElementClass.Bool || right.Class == ElementClass.Bool)
            && (left.Class == ElementClass.Bool ? left : right) is { AbstractValue: TensorValue } mask)
        {
            var isNegation = ReferenceEquals(mask.Operation, right.Operation) && left.IsNumber;
            Say(
                ShapeRules.ElementTypesMustFit,
                operation,
                $"{Spelling.Of(mask.Operation)} is bool{Spelling.From(mask.Tensor.Origin, "")}, and torch does not subtract bool; "
                + (isNegation ? "logical_not() turns a mask around" : "convert it first"),
                isNegation ? ShapeRules.Negation : null);
        }
    }

    private static bool HasRoundingMode(IOperation operation) =>
        operation is IInvocationOperation call && call.Arguments.Any(argument => argument.Parameter?.Name == "rounding_mode" && argument.ArgumentKind == ArgumentKind.Explicit);

    private static ElementClass Class(string name, ElementClass left, ElementClass right)
    {
        var plain = name.TrimEnd('_');
        return Comparisons.Contains(plain) ? ElementClass.Bool
            : plain is "div" or "true_divide" or "divide" or "atan2" ? ElementClass.Float
            : plain is "masked_fill" ? left
            : ElementClasses.Promote(left, right);
    }
}
