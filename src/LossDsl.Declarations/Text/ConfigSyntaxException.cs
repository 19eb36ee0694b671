using System;

namespace LossDsl;

/// <summary>Thrown by a parser if a text is not valid in its format.</summary>
/// <param name="problem">The error as a phrase that follows "the text".</param>
/// <param name="line">The 1-based line.</param>
/// <param name="column">The 1-based column.</param>
internal sealed class ConfigSyntaxException(string problem, long line, long column) : Exception(problem)
{
    /// <summary>The error as a document.</summary>
    public ConfigDocument Error { get; } = new(new ConfigViolation(
        ConfigViolationKind.SyntaxError, "the text", problem, (int)Math.Max(1, line), (int)Math.Max(1, column)));
}
