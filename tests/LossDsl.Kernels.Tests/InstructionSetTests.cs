using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl.Kernels.Tests;

/// <summary>The tests of the tensors once more, in processes to which the runtime denies instruction sets.</summary>
public sealed class InstructionSetTests
{
    private const string Nested = "LOSSDSL_NESTED_TESTS";

    [Fact]
    public void The_widest_vectors_of_the_hardware_are_used()
    {
        var expected = Vector512.IsHardwareAccelerated && Avx512DQ.IsSupported ? 512
            : Vector256.IsHardwareAccelerated ? 256
            : Vector128.IsHardwareAccelerated ? 128 : 0;
        Assert.Equal(expected, RowKernels.Widest);
        if (Environment.GetEnvironmentVariable(Nested) is { } atMost)
            Assert.InRange(RowKernels.Widest, 0, int.Parse(atMost));
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512F", 256)]
    [InlineData("DOTNET_EnableAVX2", 128)]
    [InlineData("DOTNET_EnableHWIntrinsic", 0)]
    public async Task Without(string feature, int widest)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(Nested) is not null, "already in a nested process");
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList =
            {
                typeof(InstructionSetTests).Assembly.Location, "-noColor",
                "-class", typeof(FusedLogprobsTests).FullName!,
                "-class", typeof(GradientPlaceTests).FullName!,
                "-class", typeof(InstructionSetTests).FullName!,
            },
            RedirectStandardOutput = true,
            Environment = { [feature] = "0", [Nested] = $"{widest}" },
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) != "dotnet")
            start.ArgumentList.RemoveAt(0);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("Failed: 0", output);
        Assert.DoesNotContain("Total: 0", output);
    }
}
