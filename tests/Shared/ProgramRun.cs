using System.Diagnostics;

namespace LossDsl.Tests.Shared;

/// <summary>The result of a program that is started as users start it.</summary>
/// <remarks>Several test projects compile this file. Each starts the program that it is named after.</remarks>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    /// <summary>The program: LossDsl.Cli.dll for LossDsl.Cli.Tests.</summary>
    public static string Program { get; } = Path.Combine(
        AppContext.BaseDirectory, typeof(ProgramRun).Assembly.GetName().Name!.Replace(".Tests", "", StringComparison.Ordinal) + ".dll");

    public static ProgramRun Run(params string[] args) => Run([], args);

    public static ProgramRun Run((string Name, string Value)[] environment, string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Program },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var program = Process.Start(start)!;
        var error = program.StandardError.ReadToEndAsync();
        var output = program.StandardOutput.ReadToEnd();
        program.WaitForExit();
        return new ProgramRun(program.ExitCode, output, error.Result);
    }

    /// <summary>Asserts a one-line error message and the exit code for bad input.</summary>
    public void AssertRefused(string because)
    {
        Assert.StartsWith("lossdsl: ", Error);
        Assert.Equal(Error.Length - 1, Error.IndexOf('\n'));
        Assert.Contains(because, Error);
        Assert.Equal(2, ExitCode);
    }
}
