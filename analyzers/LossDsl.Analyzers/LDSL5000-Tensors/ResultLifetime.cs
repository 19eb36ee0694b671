using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors;

/// <summary>Decides whether the result of a loss is certainly never disposed.</summary>
internal static class ResultLifetime
{
    /// <summary>Whether no use of a result, or of the loss taken from it, can dispose it or keep it.</summary>
    public static bool IsLeaked(IOperation result, KnownSymbols symbols)
    {
        var (operand, user) = result.GetUser();
        return user switch
        {
            IExpressionStatementOperation => true,
            // A result that is not stored: only the loss is reachable from here on, the metrics are lost.
            IPropertyReferenceOperation { Property.Name: "Loss" } loss => IsOnlyUsed(loss),
            IDeconstructionAssignmentOperation assignment => LossResults.GetDeconstructionTarget(assignment, place: 0) switch
            {
                IDiscardOperation => true,
                ILocalReferenceOperation local => IsOnlyUsed(local.Local, assignment, except: local),
                _ => false,
            },
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None, IsUsing: false } local } }
                => local.GetReferences(operand).All(mention => IsRead(mention, symbols)),
            _ => false,
        };
    }

    // result.Loss is only used for its value. The use of the metrics does not matter.
    private static bool IsRead(IOperation result, KnownSymbols symbols) =>
        result.Parent is IPropertyReferenceOperation { Property.Name: var name } part
        && result.IsLossResult(symbols)
        && (name == "Metrics" || IsOnlyUsed(part));

    private static bool IsOnlyUsed(ILocalSymbol loss, IOperation inside, IOperation except) =>
        loss.GetReferences(inside).All(mention => ReferenceEquals(mention, except) || IsOnlyUsed(mention));

    // A method of the tensor itself, or an operator: it creates a new tensor and does not take ownership of this one.
    private static bool IsOnlyUsed(IOperation loss)
    {
        var (operand, user) = loss.GetUser();
        return user switch
        {
            IInvocationOperation { Instance: { } instance, TargetMethod.Name: var name } =>
                ReferenceEquals(instance, operand) && !name.Contains("Dispose") && !name.EndsWith("_", StringComparison.Ordinal),
            IBinaryOperation or ICompoundAssignmentOperation or IUnaryOperation or IExpressionStatementOperation or IPropertyReferenceOperation => true,
            IConversionOperation { OperatorMethod: not null } => true,
            _ => false,
        };
    }
}
