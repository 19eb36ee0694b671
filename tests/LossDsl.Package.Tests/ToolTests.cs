using System.Runtime.InteropServices;
using LossDsl.Package.Tests.Harness;

namespace LossDsl.Package.Tests;

/// <summary>The program, installed as a .NET tool.</summary>
public sealed class ToolTests(PackageFeed feed)
{
    [Fact]
    public async Task It_installs_and_runs()
    {
        var tools = Path.Combine(feed.Root, "tools");
        (await ProgramRun.RunDotnet(feed.Root, feed.Installed, "tool", "install", "LossDsl.Cli", "--tool-path", tools, "--version", PackageFeed.Version)).EnsureSuccess();

        var ran = await ProgramRun.RunProgram(Path.Combine(tools, "lossdsl"), feed.Root, feed.Installed, "check", "none.yaml");

        Assert.Equal((2, "lossdsl: none.yaml: file not found\n"), (ran.ExitCode, ran.Output));

        // The tool contains libtorch for Linux x64.
        if (OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64)
            Assert.Matches(@"(?m)^libtorch +\d+\.\d+", (await ProgramRun.RunProgram(Path.Combine(tools, "lossdsl"), feed.Root, feed.Installed, "doctor")).EnsureSuccess().Output);
    }
}
