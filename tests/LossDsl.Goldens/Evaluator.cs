using LossDsl.Goldens.Files;
using LossDsl.Goldens.Kinds;
using LossDsl.Goldens.Ranks;

namespace LossDsl.Goldens;

/// <summary>Runs cases. Whatever a case allocates is freed after it.</summary>
internal static class Evaluator
{
    /// <summary>Runs one case.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="ranks">Who are the ranks of a case that has several; threads where nobody else is.</param>
    /// <exception cref="UsageException">The case is malformed, or names what the reference does not have.</exception>
    public static CaseResult Run(GoldenCase golden, IRanks? ranks = null)
    {
        using var scope = NewDisposeScope();
        if (golden.Kind == "function")
        {
            return Reference.Function(golden) is { } function
                ? FunctionCase.Run(golden, function)
                : Unsupported(golden);
        }

        if (Reference.Loss(golden) is not { } loss)
            return Unsupported(golden);
        return golden.Kind switch
        {
            "error" => ErrorCase.Run(golden, loss),
            "microbatches" => MicrobatchCase.Run(golden, loss),
            "parallel" => ParallelCase.Run(golden, loss, ranks ?? new ThreadRanks()),
            _ => SingleCase.Run(golden, loss),
        };
    }

    private static CaseResult Unsupported(GoldenCase golden) =>
        new(golden.Name, golden.Family) { Status = Status.Unsupported };
}
