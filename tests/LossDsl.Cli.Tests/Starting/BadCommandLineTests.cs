namespace LossDsl.Cli.Tests.Starting;

/// <summary>An error in the command line gives a one-line message and exit code 2.</summary>
public sealed class BadCommandLineTests
{
    [Fact]
    public void No_verb() => ProgramRun.Run().AssertRefused("Required command was not provided");

    [Fact]
    public void An_unknown_verb() => ProgramRun.Run("chek").AssertRefused(
        "unknown verb 'chek'; did you mean 'check'? (`lossdsl --help` lists the options)");

    [Theory]
    [InlineData("eval")]
    [InlineData("bench")]
    public void The_tools_of_the_repository_are_no_verbs(string verb) => ProgramRun.Run(verb).AssertRefused($"unknown verb '{verb}'");

    [Fact]
    public void An_unknown_option() => ProgramRun.Run("check", "x.json", "--sektion", "a").AssertRefused(
        "unknown option '--sektion'; did you mean '--section'?");

    [Fact]
    public void An_option_of_another_verb() => ProgramRun.Run("doctor", "--section").AssertRefused(
        "unknown option '--section' (`lossdsl doctor --help` lists the options)");
}
