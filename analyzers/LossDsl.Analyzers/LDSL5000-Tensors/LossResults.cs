using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors;

/// <summary>Recognizes the results of losses and their parts.</summary>
internal static class LossResults
{
    // Methods that return the same tensor, moved, copied or cast.
    private static readonly HashSet<string> Copies =
        ["to", "cpu", "cuda", "clone", "detach", "contiguous", "alias", "float", "double", "half"];

    /// <summary>Whether an operation has type <c>LossResult</c>.</summary>
    public static bool IsLossResult(this IOperation operation, KnownSymbols symbols) =>
        operation.Type?.OriginalDefinition.Is(symbols.LossResult) is true;

    /// <summary>Whether an operation is the <c>Loss</c> of a <c>LossResult</c>, by property or by deconstruction.</summary>
    public static bool IsLoss(this IOperation operation, KnownSymbols symbols) => operation.WalkDownConversion() switch
    {
        IPropertyReferenceOperation { Property.Name: "Loss", Instance: { } result } => result.IsLossResult(symbols),
        ILocalReferenceOperation local => IsDeconstructed(local, place: 0, symbols)
            || local.GetOnlyValue()?.IsLoss(symbols) is true,
        _ => false,
    };

    /// <summary>Whether a local is declared by the deconstruction of a <c>LossResult</c>, at a position.</summary>
    public static bool IsDeconstructed(this ILocalReferenceOperation local, int place, KnownSymbols symbols) =>
        local.GetRoot().Descendants().OfType<IDeconstructionAssignmentOperation>().Any(assignment =>
            assignment.Value.WalkDownConversion().IsLossResult(symbols)
            && GetDeconstructionTarget(assignment, place) is ILocalReferenceOperation declared && declared.Local.Is(local.Local));

    /// <summary>The target of a deconstruction at a position: <c>var (a, b)</c>, <c>(var a, var b)</c> or <c>(a, b)</c>.</summary>
    public static IOperation? GetDeconstructionTarget(IDeconstructionAssignmentOperation assignment, int place)
    {
        var target = assignment.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : assignment.Target;
        var element = target is ITupleOperation tuple && place < tuple.Elements.Length ? tuple.Elements[place] : null;
        return element is IDeclarationExpressionOperation single ? single.Expression : element;
    }

    /// <summary>The tensor that an operation copies, moves or casts, also through locals.</summary>
    public static IOperation Source(this IOperation operation) => operation switch
    {
        IConversionOperation { OperatorMethod: null } conversion => conversion.Operand.Source(),
        IInvocationOperation { Instance: { } tensor, TargetMethod.Name: var name } when Copies.Contains(name) => tensor.Source(),
        ILocalReferenceOperation local => local.GetOnlyValue()?.Source() ?? local,
        _ => operation,
    };
}
