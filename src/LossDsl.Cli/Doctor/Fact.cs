namespace LossDsl.Cli.Doctor;

/// <summary>A line of the output of <c>lossdsl doctor</c>.</summary>
/// <param name="Name">The label.</param>
/// <param name="Value">The value.</param>
internal sealed record Fact(string Name, string Value);
