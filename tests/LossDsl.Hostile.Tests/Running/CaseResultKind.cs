namespace LossDsl.Hostile.Tests.Running;

/// <summary>The kinds of results.</summary>
internal enum CaseResultKind
{
    /// <summary>The call was refused.</summary>
    Refused,

    /// <summary>The call gave numbers that were compared.</summary>
    Computed,

    /// <summary>The call gave numbers that depend on the order of operations, so that they were not compared.</summary>
    Unclear,
}
