namespace LossDsl.Cli;

/// <summary>How the program ends.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Ok = 0;

    /// <summary>It ran, and what it checked does not hold.</summary>
    public const int CheckFailed = 1;

    /// <summary>Something that its user can mend.</summary>
    public const int BadInput = 2;

    /// <summary>A defect of the program (<c>EX_SOFTWARE</c> of <c>sysexits.h</c>).</summary>
    public const int InternalError = 70;

    /// <summary>It was asked to stop, and has (128 + SIGINT, as shells count).</summary>
    public const int Interrupted = 130;
}
