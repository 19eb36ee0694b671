namespace LossDsl.TestKit;

/// <summary>A text differs from the accepted one.</summary>
public sealed class SnapshotMismatchException(string verified, string difference) : Exception(
    $"The text differs from {Path.GetFileName(verified)} (- accepted, + now).\n"
    + $"The new one lies beside it as .received; rename it to accept it.\n\n{difference}")
{
    /// <summary>The file with the accepted text.</summary>
    public string Verified { get; } = verified;

    /// <summary>The lines around every change.</summary>
    public string Difference { get; } = difference;
}
