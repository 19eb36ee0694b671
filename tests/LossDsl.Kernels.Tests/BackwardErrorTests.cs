using System.Diagnostics;
using System.Reflection;

namespace LossDsl.Kernels.Tests;

/// <summary>No mistake between forward and backward ends the process, which the exit code shows.</summary>
public sealed class BackwardErrorTests
{
    public static TheoryData<string> Mistakes() =>
        [.. typeof(BackwardMistakes).GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null).Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task The_process_goes_on(string mistake)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "exec", typeof(BackwardErrorTests).Assembly.Location, "-noColor", "-explicit", "only",
                "-method", $"{typeof(BackwardMistakes).FullName}.{mistake}",
            },
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        var printed = await output + await errors;
        Assert.True(process.ExitCode == 0, printed);
        Assert.DoesNotContain("Total: 0", printed);
        Assert.Contains("Failed: 0", printed);
    }
}
