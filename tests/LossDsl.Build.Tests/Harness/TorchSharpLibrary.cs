using System.Reflection;
using ELFSharp.ELF;
using ELFSharp.ELF.Sections;

namespace LossDsl.Build.Tests.Harness;

/// <summary>TorchSharp's native library for Linux from its package.</summary>
internal static class TorchSharpLibrary
{
    public const string Name = "libLibTorchSharp.so";

    /// <summary>The path in the package cache.</summary>
    public static string Original { get; } = Path.Combine(Package(), "runtimes", "linux-x64", "native", Name);

    public static byte[] Content() => File.ReadAllBytes(Original);

    public static MemoryStream Open() => new(Content());

    /// <summary>The content with some bytes changed.</summary>
    public static byte[] With(params IEnumerable<BytePatch> changes)
    {
        var content = Content();
        foreach (var change in changes)
            content[change.Offset] = change.Value;
        return content;
    }

    /// <summary>The section <c>.gnu.version_r</c>, with the needed versions.</summary>
    public static ElfSection VersionRecords()
    {
        using var file = Open();
        var section = (Section<ulong>)ELFReader.Load(file, shouldOwnStream: false).GetSection(".gnu.version_r");
        return new ElfSection(section.Name, (long)section.Offset, section.GetContents());
    }

    private static string Package() => Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "TorchSharpPackage").Value!;
}
