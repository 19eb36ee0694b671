using System.Diagnostics;

namespace LossDsl.Package.Tests.Harness;

/// <summary>The result of a process.</summary>
internal sealed record ProgramRun(int ExitCode, string Output)
{
    /// <summary>The dotnet host of this test.</summary>
    public static string DotnetHost { get; } =
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>Runs a <c>dotnet</c> command.</summary>
    public static Task<ProgramRun> RunDotnet(string folder, string? packages, params string[] args) => RunProgram(DotnetHost, folder, packages, args);

    /// <summary>Runs a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="packages">The folder of installed packages; null for the machine's default.</param>
    /// <param name="args">The arguments.</param>
    public static async Task<ProgramRun> RunProgram(string program, string folder, string? packages, params string[] args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // No build node or compiler server stays behind.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        if (Path.GetDirectoryName(DotnetHost) is { Length: > 0 } root)
            start.Environment["DOTNET_ROOT"] = root;
        if (packages is not null)
            start.Environment["NUGET_PACKAGES"] = packages;

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ProgramRun(process.ExitCode, output + await error);
    }

    /// <summary>Asserts exit code 0; on failure the message has the output.</summary>
    public ProgramRun EnsureSuccess()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}");
        return this;
    }
}
