namespace LossDsl.Hostile.Tests.Running;

/// <summary>What a call was.</summary>
internal enum CaseResultKind
{
    /// <summary>It was refused.</summary>
    Refused,

    /// <summary>It gave numbers that were compared.</summary>
    Computed,

    /// <summary>It gave numbers that depend on the order of operations, so that they were not compared.</summary>
    Unclear,
}
