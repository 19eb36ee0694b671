namespace LossDsl.Hostile.Tests.Running;

/// <summary>That a call must be refused, and what the message must name.</summary>
/// <param name="Any">Names of which the message must have one.</param>
/// <param name="All">Names of which it must have every one.</param>
internal sealed record ExpectedError(IReadOnlyList<string> Any, IReadOnlyList<string> All)
{
    /// <summary>What is wrong with an exception as this refusal; null where it will do.</summary>
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
