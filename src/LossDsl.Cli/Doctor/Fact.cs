namespace LossDsl.Cli.Doctor;

/// <summary>One line of the doctor.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Value">What is so.</param>
internal sealed record Fact(string Name, string Value);
