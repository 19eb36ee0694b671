using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers;

/// <summary>Recognizes code that breaks a contract on purpose, as tests of error messages do.</summary>
internal static class ExpectedFailure
{
    /// <summary>
    /// Whether an operation stands in a lambda that is handed to a method whose name speaks of throwing or of
    /// exceptions (<c>Assert.Throws</c>, <c>Record.Exception</c>), or in a <c>try</c> that catches
    /// <c>BatchValidationException</c> or <c>LossConfigException</c>.
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
