namespace LossDsl.Hostile.Tests.Running;

/// <summary>The expected refusal of a call, with the names that the message must contain.</summary>
/// <param name="Any">Names of which the message must contain at least one.</param>
/// <param name="All">Names that the message must all contain.</param>
internal sealed record ExpectedError(IReadOnlyList<string> Any, IReadOnlyList<string> All)
{
    /// <summary>Why an exception is not the expected one; null if it is.</summary>
    public string? Problem(Exception error)
    {
        if (error is not (BatchValidationException or LossConfigException) && (error.GetType() != typeof(ArgumentException) || ((ArgumentException)error).ParamName is null))
            return $"refused by {error.GetType().Name}, which is not an exception of the library: {error.Message}";
        if (All.FirstOrDefault(name => !error.Message.Contains(name, StringComparison.Ordinal)) is { } missing)
            return $"the message does not name {missing}: {error.Message}";
        return Any.Any(name => error.Message.Contains(name, StringComparison.Ordinal))
            ? null
            : $"the message names none of {string.Join(", ", Any)}: {error.Message}";
    }
}
