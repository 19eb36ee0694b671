using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Loops: which operands change in each iteration.</content>
internal sealed partial class LossFlowVisitor
{
    /// <summary>
    /// The innermost loop around an operation, or the lambda around it that is called for each element of a sequence.
    /// </summary>
    private IOperation? Loop(IOperation operation)
    {
        for (var (inner, outer) = (operation, operation.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is IAnonymousFunctionOperation function)
                return _iterating.ContainsKey(function) ? function : null;
            if (outer is ILocalFunctionOperation)
                return null;
            if (outer is ILoopOperation loop && ReferenceEquals(loop.Body, inner))
                return loop;
        }

        return null;
    }

    /// <summary>The loop around an operation in which some of its operands change; null if none changes.</summary>
    private IOperation? Varies(IOperation operation, IEnumerable<IOperation> operands)
    {
        if (Loop(Here(operation)) is not { } loop)
            return null;
        return operands.SelectMany(operand => operand.DescendantsAndSelf()).Any(part => part switch
        {
            ILocalReferenceOperation local => ChangesIn(local.Local, loop),
            IParameterReferenceOperation parameter => loop is IAnonymousFunctionOperation lambda
                && lambda.Symbol.Parameters.Contains(parameter.Parameter, SymbolEqualityComparer.Default),
            _ => false,
        }) ? loop : null;
    }

    private static bool ChangesIn(ILocalSymbol local, IOperation loop) =>
        loop.Declares(local)
        || loop.Descendants().Any(operation => operation switch
        {
            IAssignmentOperation { Target: ILocalReferenceOperation target } => target.Local.Is(local),
            IIncrementOrDecrementOperation { Target: ILocalReferenceOperation target } => target.Local.Is(local),
            _ => false,
        });
}
