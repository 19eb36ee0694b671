namespace LossDsl.TestKit;

/// <summary>A text differs from its snapshot.</summary>
public sealed class SnapshotMismatchException(string verified, string difference) : Exception(
    $"The text differs from {Path.GetFileName(verified)} (- accepted, + now).\n"
    + $"The new one lies beside it as .received; rename it to accept it.\n\n{difference}")
{
    /// <summary>The path of the snapshot.</summary>
    public string Verified { get; } = verified;

    /// <summary>The changed lines, with context.</summary>
    public string Difference { get; } = difference;
}
