using System;

namespace LossDsl;

/// <summary>A text is not what its format demands.</summary>
/// <param name="problem">What is wrong, as a phrase that follows "the text".</param>
/// <param name="line">The line, from 1.</param>
/// <param name="column">The column, from 1.</param>
internal sealed class ConfigSyntaxException(string problem, long line, long column) : Exception(problem)
{
    /// <summary>The same, as what is wrong with a file.</summary>
    public ConfigDocument Error { get; } = new(new ConfigViolation(
        ConfigViolationKind.SyntaxError, "the text", problem, (int)Math.Max(1, line), (int)Math.Max(1, column)));
}
