using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors;

/// <summary>Finds loops that run for long without a dispose scope that frees what each iteration makes.</summary>
internal static class OpenScopes
{
    /// <summary>
    /// Whether an operation stands in a loop that makes steps of an optimizer, or in any loop of the program's entry, without
    /// a scope between that loop and it. Any other loop may run in a scope of its caller that ends with the step.
    /// </summary>
    public static bool AreMissing(IOperation operation, ISymbol method)
    {
        var isInLoop = false;
        for (var (inner, outer) = (operation, operation.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return false;
            if (outer.ChildOperations.TakeWhile(child => !ReferenceEquals(child, inner)).Any(Opens))
                return false;
            if (outer is not ILoopOperation loop || !ReferenceEquals(loop.Body, inner))
                continue;
            if (MakesSteps(loop))
                return true;
            isInLoop = true;
        }

        return isInLoop && method is IMethodSymbol { IsStatic: true, Name: "Main" or "<Main>$" };
    }

    private static bool MakesSteps(ILoopOperation loop) => loop.Body.Descendants().OfType<IInvocationOperation>()
        .Any(call => call is { TargetMethod.Name: "step", Instance: not null });

    // A nested statement closes what it opens; a declaration does not.
    private static bool Opens(IOperation child) => child switch
    {
        IBlockOperation or IUsingOperation or ILoopOperation or ITryOperation or ISwitchOperation or ILocalFunctionOperation => false,
        IConditionalOperation { Syntax: IfStatementSyntax } => false,
        _ => child.DescendantsAndSelf().Any(part => part.Type is { Name: "DisposeScope" }),
    };
}
