namespace LossDsl;

/// <summary>One way in which a batch breaks its contract.</summary>
/// <param name="Key">The tensor concerned.</param>
/// <param name="Problem">What was expected and what came, as one phrase.</param>
public sealed record Violation(string Key, string Problem)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Key}: {Problem}";
}
