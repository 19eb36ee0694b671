using LossDsl.Goldens.Files;
using LossDsl.Goldens.Functions;
using LossDsl.Goldens.Kinds;
using LossDsl.Goldens.Losses;
using LossDsl.Goldens.Peers;
using LossDsl.Goldens.Ranks;

namespace LossDsl.Goldens;

/// <summary>Runs cases. Whatever a case allocates is freed after it.</summary>
internal static class Evaluator
{
    /// <summary>Runs one case.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="ranks">Who are the ranks of a case that has several; threads where nobody else is.</param>
    /// <exception cref="UsageException">The case is malformed, names what the reference does not have, or has a key that is unknown.</exception>
    public static CaseResult Run(GoldenCase golden, IRankRunner? ranks = null)
    {
        using var scope = NewDisposeScope();
        // What other libraries have is named as they name it.
        if (golden.Api == ReferenceCatalog.Peer)
            return PeerRun.Run(golden);
        if (golden.Kind == "function")
            return ReferenceCatalog.FindFunction(golden) is { } function ? Run(golden, function) : Unsupported(golden);
        return ReferenceCatalog.FindLoss(golden) is { } loss ? Run(golden, loss, ranks ?? new ThreadRankRunner()) : Unsupported(golden);
    }

    private static CaseResult Run(GoldenCase golden, FunctionUnderTest function) =>
        UnknownKey.Find(golden, function) is { } unknown ? throw unknown.ToUsageException() : FunctionCase.Run(golden, function);

    private static CaseResult Run(GoldenCase golden, LossUnderTest loss, IRankRunner ranks)
    {
        if (UnknownKey.Find(golden, loss) is { } unknown)
            return golden.Kind == "error" ? ErrorCase.Compare(golden, unknown.ToRaisedError()) : throw unknown.ToUsageException();
        return golden.Kind switch
        {
            "error" => ErrorCase.Run(golden, loss),
            "microbatches" => MicrobatchCase.Run(golden, loss),
            "parallel" => ParallelCase.Run(golden, loss, ranks),
            _ => SingleCase.Run(golden, loss),
        };
    }

    private static CaseResult Unsupported(GoldenCase golden) =>
        new(golden.Name, golden.Family) { Status = Status.Unsupported };
}
