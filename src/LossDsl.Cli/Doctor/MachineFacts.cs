using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LossDsl.Cli.Doctor;

/// <summary>Facts about the machine and the .NET installation.</summary>
internal static class MachineFacts
{
    public static IEnumerable<Fact> Collect() =>
    [
        new("cores", $"{Environment.ProcessorCount}"),
        new("simd", Simd()),
        new("sdk", Sdk()),
        new("runtime", $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}"),
    ];

    private static string Simd()
    {
        var bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        var name = Avx512F.IsSupported ? "AVX-512"
            : Avx2.IsSupported ? "AVX2"
            : AdvSimd.IsSupported ? "AdvSimd"
            : "SSE";
        return $"{name}, vectors of {bits} bits";
    }

    /// <summary>The version of the SDK in the program's folder, where a <c>global.json</c> may select it.</summary>
    private static string Sdk()
    {
        var start = new ProcessStartInfo(Host(), "--version")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        try
        {
            using var asked = Process.Start(start)!;
            var version = asked.StandardOutput.ReadToEnd().Trim();
            asked.WaitForExit();
            return asked.ExitCode == 0 ? version : "none";
        }
        catch (Win32Exception)
        {
            return "none";
        }
    }

    // The dotnet host of this process knows its SDKs. If the program was started without one, the host on the path is used.
    private static string Host() =>
        Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";
}
