namespace LossDsl.Launcher.Tests;

/// <summary>What one start of the launcher left behind.</summary>
public sealed record ProgramRun(int Code, string Out, string Err)
{
    public string[] OutLines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string LastLine => OutLines[^1];

    /// <summary>The exit code was this one; if not, what was said tells why.</summary>
    public ProgramRun AssertExitCode(int code)
    {
        Assert.True(code == Code, $"ended with {Code} instead of {code}\n{Err}");
        return this;
    }
}
