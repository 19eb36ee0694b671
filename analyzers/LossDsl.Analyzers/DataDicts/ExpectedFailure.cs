using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers;

/// <summary>Recognizes code that fails on purpose, such as tests of error messages.</summary>
internal static class ExpectedFailure
{
    /// <summary>
    /// Whether an operation is inside a lambda that is passed to a method whose name contains "Throw" or "Exception"
    /// (<c>Assert.Throws</c>, <c>Record.Exception</c>), or inside a <c>try</c> that catches <c>BatchValidationException</c> or
    /// <c>LossConfigException</c>.
    /// </summary>
    public static bool Surrounds(IOperation operation)
    {
        for (var (inner, outer) = (operation, operation.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is IAnonymousFunctionOperation && IsHandedToThrowing(outer))
                return true;
            if (outer is ITryOperation attempt && ReferenceEquals(attempt.Body, inner) && attempt.Catches.Any(CatchesOurs))
                return true;
        }

        return false;
    }

    /// <summary>Whether a body passes a function to a method whose name contains "Throw", "Exception" or "Refuse".</summary>
    /// <remarks>A test often creates the invalid batch before the lambda that fails.</remarks>
    public static bool IsIn(IOperation root) => root.DescendantsAndSelf().Any(operation =>
        operation is IInvocationOperation { TargetMethod.Name: var name } call
        && (name.Contains("Throw") || name.Contains("Exception") || name.Contains("Refuse"))
        && call.Arguments.Any(argument => argument.Value.WalkDownConversion() is IDelegateCreationOperation or IAnonymousFunctionOperation));

    private static bool IsHandedToThrowing(IOperation lambda)
    {
        var outer = lambda.Parent;
        while (outer is IConversionOperation or IDelegateCreationOperation)
            outer = outer.Parent;
        return outer is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var name } }
            && (name.Contains("Throw") || name.Contains("Exception"));
    }

    private static bool CatchesOurs(ICatchClauseOperation clause) =>
        clause.ExceptionType is { Name: "BatchValidationException" or "LossConfigException" };
}
