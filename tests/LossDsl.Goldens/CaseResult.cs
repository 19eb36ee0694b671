using LossDsl.Goldens.Comparing;
using LossDsl.Goldens.Files;

namespace LossDsl.Goldens;

/// <summary>The result of a case and its comparison with the recorded one.</summary>
/// <param name="Name">The name of the case.</param>
/// <param name="Family">The family of the case.</param>
internal sealed record CaseResult(string Name, string Family)
{
    /// <summary>Whether the case is of a function, which has an output instead of a loss.</summary>
    public bool IsFunction { get; init; }

    public required Status Status { get; init; }

    /// <summary>The computed values; null if there are none.</summary>
    public Values? Values { get; init; }

    /// <summary>The values of each microbatch; null if the case has none.</summary>
    public IReadOnlyList<Values>? Microbatches { get; init; }

    /// <summary>The values of each rank, if the case has several; <see cref="Values"/> are those of the first.</summary>
    public IReadOnlyList<Values>? Ranks { get; init; }

    /// <summary>The kind of the ranks: <c>processes</c> or <c>threads</c>; null if the case has none.</summary>
    public string? RankKind { get; init; }

    /// <summary>The raised error; null if there is none.</summary>
    public RaisedError? Error { get; init; }

    /// <summary>The deviation of each compared quantity.</summary>
    public IReadOnlyList<Deviation> Deviations { get; init; } = [];

    /// <summary>Whether nothing was recorded to compare with.</summary>
    public bool IsUncompared { get; init; }

    /// <summary>Whether the deviation from the reference is intended and documented.</summary>
    public bool IsDocumented { get; init; }

    public Verdict Verdict => Status switch
    {
        Status.Unsupported => Verdict.Unsupported,
        _ when IsUncompared => Verdict.Uncompared,
        Status.Ok => Verdict.Passed,
        _ when IsDocumented => Verdict.Documented,
        _ => Verdict.Failed,
    };
}
