namespace LossDsl;

/// <summary>One way in which a batch does not satisfy its data dict.</summary>
/// <param name="Key">The key of the tensor.</param>
/// <param name="Problem">What was expected and what was found, as one phrase.</param>
public sealed record Violation(string Key, string Problem)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Key}: {Problem}";
}
