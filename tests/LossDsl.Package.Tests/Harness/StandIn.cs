using System.IO.Compression;
using System.Runtime.InteropServices;

namespace LossDsl.Package.Tests.Harness;

/// <summary>
/// Packs the assembly over the machine's own libtorch under the name of the package whose place it takes, where that one
/// cannot be had.
/// </summary>
internal static class StandIn
{
    private const string Version = "0.107.0";

    public static void Pack(string folder)
    {
        var built = Path.Combine(BuiltWith.ArtifactsPath, "bin", "TorchSharp.System", BuiltWith.Configuration.ToLowerInvariant());
        using var package = ZipFile.Open(Path.Combine(folder, $"TorchSharp.{Version}.nupkg"), ZipArchiveMode.Create);
        using (var nuspec = new StreamWriter(package.CreateEntry("TorchSharp.nuspec").Open()))
        {
            nuspec.Write(
                $"""
                <package>
                  <metadata>
                    <id>TorchSharp</id>
                    <version>{Version}</version>
                    <authors>tests</authors>
                    <description>Stands in for TorchSharp in tests.</description>
                    <dependencies><group targetFramework="net10.0" /></dependencies>
                  </metadata>
                </package>
                """);
        }

        package.CreateEntryFromFile(Path.Combine(built, "TorchSharp.dll"), "lib/net10.0/TorchSharp.dll");
        package.CreateEntryFromFile(
            Path.Combine(built, "libLibTorchSharp.so"),
            $"runtimes/linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}/native/libLibTorchSharp.so");
    }
}
