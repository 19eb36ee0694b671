using LossDsl.Goldens.Files;
using LossDsl.Goldens.Functions;
using LossDsl.Goldens.Kinds;
using LossDsl.Goldens.Losses;
using LossDsl.Goldens.Peers;
using LossDsl.Goldens.Ranks;

namespace LossDsl.Goldens;

/// <summary>Runs cases, and frees their memory after each.</summary>
internal static class Evaluator
{
    /// <summary>Runs a case.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="ranks">Runs the ranks of a case with several; null for threads.</param>
    /// <exception cref="UsageException">The case is malformed, names something that the reference does not have, or has an
    /// unknown key.</exception>
    public static CaseResult Run(GoldenCase golden, IRankRunner? ranks = null)
    {
        using var scope = NewDisposeScope();
        // Losses of other libraries are named as those libraries name them.
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
