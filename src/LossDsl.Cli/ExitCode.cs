namespace LossDsl.Cli;

/// <summary>The exit codes of the program.</summary>
internal static class ExitCode
{
    /// <summary>Success.</summary>
    public const int Ok = 0;

    /// <summary>The command completed and found violations.</summary>
    public const int CheckFailed = 1;

    /// <summary>An error that the user can fix.</summary>
    public const int BadInput = 2;

    /// <summary>A bug in the program (<c>EX_SOFTWARE</c> of <c>sysexits.h</c>).</summary>
    public const int InternalError = 70;

    /// <summary>The run was interrupted and has stopped (128 + SIGINT, as in shells).</summary>
    public const int Interrupted = 130;
}
