namespace LossDsl.Launcher.Tests;

/// <summary>The result of a run of the launcher.</summary>
public sealed record ProgramRun(int Code, string Out, string Err)
{
    public string[] OutLines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string LastLine => OutLines[^1];

    /// <summary>Asserts the exit code; on failure the message has the output.</summary>
    public ProgramRun AssertExitCode(int code)
    {
        Assert.True(code == Code, $"ended with {Code} instead of {code}\n{Err}");
        return this;
    }
}
