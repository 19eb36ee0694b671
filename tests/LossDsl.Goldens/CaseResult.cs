using LossDsl.Goldens.Comparing;
using LossDsl.Goldens.Files;

namespace LossDsl.Goldens;

/// <summary>What a case gave here, and how it compares with what was recorded.</summary>
/// <param name="Name">The case.</param>
/// <param name="Family">What it belongs to.</param>
internal sealed record CaseResult(string Name, string Family)
{
    /// <summary>Whether it is a function, which gives an output and no loss.</summary>
    public bool IsFunction { get; init; }

    /// <summary>How it went.</summary>
    public required Status Status { get; init; }

    /// <summary>What was computed; null where nothing was.</summary>
    public Values? Values { get; init; }

    /// <summary>What each microbatch gave, where the case has some.</summary>
    public IReadOnlyList<Values>? Microbatches { get; init; }

    /// <summary>What each rank gave, where the case has several; <see cref="Values"/> is that of the first.</summary>
    public IReadOnlyList<Values>? Ranks { get; init; }

    /// <summary>What the ranks were: <c>processes</c> or <c>threads</c>; null where the case has none.</summary>
    public string? RankKind { get; init; }

    /// <summary>What was raised, if anything.</summary>
    public RaisedError? Error { get; init; }

    /// <summary>How far each quantity is from what was recorded, in the order in which they were compared.</summary>
    public IReadOnlyList<Deviation> Deviations { get; init; } = [];

    /// <summary>Whether nothing was recorded to compare with.</summary>
    public bool IsUncompared { get; init; }

    /// <summary>Whether a deviation is on purpose, and documented.</summary>
    public bool IsDocumented { get; init; }

    /// <summary>How it counts.</summary>
    public Verdict Verdict => Status switch
    {
        Status.Unsupported => Verdict.Unsupported,
        _ when IsUncompared => Verdict.Uncompared,
        Status.Ok => Verdict.Passed,
        _ when IsDocumented => Verdict.Documented,
        _ => Verdict.Failed,
    };
}
