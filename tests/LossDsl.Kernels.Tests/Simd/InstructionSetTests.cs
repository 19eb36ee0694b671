using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl.Kernels.Tests;

/// <summary>Runs the tests of the kernels again, in processes in which instruction sets are disabled.</summary>
public sealed class InstructionSetTests
{
    private const string Nested = "LOSSDSL_NESTED_TESTS";
    private const string AVX512 = "DOTNET_EnableAVX512";
    private const string AVX2 = "DOTNET_EnableAVX2";
    private const string All = "DOTNET_EnableHWIntrinsic";

    [Fact]
    public void The_widest_vectors_of_the_hardware_are_used()
    {
        var expected = Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? 512
            : Vector256.IsHardwareAccelerated ? 256
            : Vector128.IsHardwareAccelerated ? 128 : 0;
        Assert.Equal(expected, RowKernelFactory.MaxVectorBits);
    }

    // The names of these environment variables change between versions of .NET, and unknown ones have no effect.
    [Fact]
    public void What_the_parent_process_denied_is_not_there()
    {
        var denied = Environment.GetEnvironmentVariable(Nested);
        Assert.SkipWhen(denied is null, "nothing is denied: this runs in the processes that the other test starts");
        Assert.Equal("0", Environment.GetEnvironmentVariable(denied));
        Assert.False(Avx512F.IsSupported, $"{denied}=0 left AVX-512F on");
        Assert.False(Vector512.IsHardwareAccelerated, $"{denied}=0 left vectors of 512 bits on");
        Assert.InRange(RowKernelFactory.MaxVectorBits, 0, 256);
        if (denied == AVX512)
            return;
        Assert.False(Avx2.IsSupported, $"{denied}=0 left AVX2 on");
        Assert.False(Vector256.IsHardwareAccelerated, $"{denied}=0 left vectors of 256 bits on");
        Assert.InRange(RowKernelFactory.MaxVectorBits, 0, 128);
        if (denied == AVX2)
            return;
        Assert.Equal(All, denied);
        Assert.False(Vector128.IsHardwareAccelerated, $"{denied}=0 left vectors of 128 bits on");
        Assert.False(Lanes256.IsFused, $"{denied}=0 left the fused multiplication and addition on");
        Assert.Equal(0, RowKernelFactory.MaxVectorBits);
    }

    [Theory]
    [InlineData(AVX512)]
    [InlineData(AVX2)]
    [InlineData(All)]
    public async Task Without(string feature)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(Nested) is not null, "already in a nested process");
        var check = typeof(InstructionSetTests).FullName + "." + nameof(What_the_parent_process_denied_is_not_there);
        // Checked by a run of its own, before the long tests start.
        Assert.Contains("Total: 1,", await Run(feature, "-method", check));
        var output = await Run(
            feature,
            "-class", typeof(FusedLogprobsTests).FullName!,
            "-class", typeof(GradientStorageTests).FullName!,
            "-class", typeof(ExponentialTests).FullName!,
            "-class", typeof(TanhTests).FullName!,
            "-class", typeof(SoftcapKernelTests).FullName!,
            "-class", typeof(InstructionSetTests).FullName!);
        Assert.DoesNotContain("Total: 0,", output);
    }

    /// <summary>Runs tests without an instruction set; returns the output, and asserts that no test fails.</summary>
    private static async Task<string> Run(string feature, params string[] selection)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            Environment = { [feature] = "0", [Nested] = feature },
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(InstructionSetTests).Assembly.Location);
        foreach (var argument in (string[])["-noColor", .. selection])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("Failed: 0", output);
        return output;
    }
}
