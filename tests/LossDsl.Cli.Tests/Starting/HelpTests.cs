namespace LossDsl.Cli.Tests.Starting;

/// <summary>The help texts.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("train", "lossdsl train [options]")]
    [InlineData("compare", "lossdsl compare <LABEL=RUN,…>... [options]")]
    [InlineData("check", "lossdsl check <FILE> [options]")]
    [InlineData("doctor", "lossdsl doctor [options]")]
    public void It_calls_itself_as_its_users_do(string verb, string usage)
    {
        var ended = ProgramRun.Run(verb, "--help");
        Assert.Contains($"Usage:\n  {usage}\n", ended.Output);
        Assert.DoesNotContain("LossDsl.Cli", ended.Output);
        Assert.Equal(0, ended.ExitCode);
    }

    [Fact]
    public void It_names_its_verbs()
    {
        var ended = ProgramRun.Run("--help");
        Assert.Contains("Usage:\n  lossdsl [command] [options]\n", ended.Output);
        var verbs = ended.Output.Split("Commands:\n")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(' ')[0]);
        Assert.Equal(["train", "compare", "check", "doctor"], verbs);
        Assert.Equal(0, ended.ExitCode);
    }

    [Fact]
    public void It_tells_its_version()
    {
        var ended = ProgramRun.Run("--version");
        Assert.Matches(@"^\d+\.\d+\.\d+", ended.Output);
        Assert.Equal(0, ended.ExitCode);
    }
}
